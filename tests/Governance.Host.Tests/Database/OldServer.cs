using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Governance.Host.Tests.Database;

/// <summary>
/// A port that greets as a PostgreSQL of some version would, and does nothing more; without a version it speaks no PostgreSQL at all.
/// PostgreSQL's documentation, 55.7 Message Formats: AuthenticationOk, ParameterStatus, ReadyForQuery.
/// </summary>
public sealed class OldServer : IAsyncDisposable
{
    private readonly TcpListener _port = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public OldServer(string? version)
    {
        _port.Start();
        _serving = version is null ? ServeAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), stays: false) : ServeAsync(Greeting(version), stays: true);
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_port.LocalEndpoint).Port};Username=governance;Password=x;Database=governance;SSL Mode=Disable;GSS Encryption Mode=Disable";

    public async ValueTask DisposeAsync()
    {
        _port.Stop();
        await _serving;
    }

    private async Task ServeAsync(byte[] greeting, bool stays)
    {
        try
        {
            while (true)
            {
                using var session = await _port.AcceptTcpClientAsync();
                await using var stream = session.GetStream();
                var heard = new byte[4096];
                if (await stream.ReadAsync(heard) == 0) continue;
                await stream.WriteAsync(greeting);
                while (stays && await stream.ReadAsync(heard) > 0)
                {
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private static byte[] Greeting(string version) =>
    [
        .. Message('R', [0, 0, 0, 0]),
        .. Message('S', Encoding.ASCII.GetBytes($"server_version\0{version}\0")),
        .. Message('S', Encoding.ASCII.GetBytes("client_encoding\0UTF8\0")),
        .. Message('Z', "I"u8.ToArray()),
    ];

    private static byte[] Message(char kind, byte[] body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message, 5);
        return message;
    }
}
