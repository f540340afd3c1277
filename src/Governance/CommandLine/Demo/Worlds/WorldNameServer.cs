using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>The name server of a pretend world: UDP and TCP on one loopback port.</summary>
internal sealed class WorldNameServer : IAsyncDisposable
{
    private readonly WorldZone zone;
    private readonly UdpClient datagrams;
    private readonly TcpListener connections;
    private readonly CancellationTokenSource end = new();
    private readonly Task work;

    private WorldNameServer(WorldZone zone, UdpClient datagrams, TcpListener connections)
    {
        (this.zone, this.datagrams, this.connections) = (zone, datagrams, connections);
        work = Task.WhenAll(AnswerDatagrams(), AnswerConnections());
    }

    public IPEndPoint Address => (IPEndPoint)connections.LocalEndpoint;

    /// <summary>Starts on a port, or on a free one for 0.</summary>
    public static WorldNameServer Start(WorldZone zone, int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            var connections = new TcpListener(IPAddress.Loopback, port);
            connections.Start();
            try
            {
                return new(zone, new UdpClient((IPEndPoint)connections.LocalEndpoint), connections);
            }
            catch (SocketException) when (port == 0 && attempt < 20)
            {
                // The free TCP port was somebody's UDP port.
                connections.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        datagrams.Dispose();
        connections.Dispose();
        await work;
        end.Dispose();
    }

    private async Task AnswerDatagrams()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var question = await datagrams.ReceiveAsync(end.Token);
                if (Answer(question.Buffer, datagram: true) is { } answer) await datagrams.SendAsync(answer, question.RemoteEndPoint, end.Token);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Whoever asked has gone, or the world ends.
            }
        }
    }

    private async Task AnswerConnections()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var connection = await connections.AcceptTcpClientAsync(end.Token);
                await AnswerOne(connection.GetStream());
            }
            catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The same.
            }
        }
    }

    // Over TCP a message follows its length in two bytes (RFC 1035 section 4.2.2).
    private async Task AnswerOne(NetworkStream stream)
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, end.Token);
        var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(question, end.Token);
        if (Answer(question, datagram: false) is not { } answer) return;
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
        await stream.WriteAsync((byte[])[.. length, .. answer], end.Token);
    }

    private byte[]? Answer(byte[] question, bool datagram) =>
        DnsMessage.Question(question) is { } asked && zone.Answer(asked.Name, asked.Type) is { } answer ? DnsMessage.Answer(question, asked.End, answer, datagram) : null;
}
