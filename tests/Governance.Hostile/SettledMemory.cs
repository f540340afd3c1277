using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Governance.Hostile;

/// <summary>
/// What another .NET process of this account holds in memory once its garbage is collected: asked for over the runtime's diagnostic port
/// (dotnet/diagnostics, ipc-protocol: a trace with the keyword GCHeapCollect begins with a full collection). Linux only.
/// </summary>
public static class SettledMemory
{
    private const ulong CollectsHeap = 0x800000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Megabytes of its working set.</summary>
    public static async Task<double> Of(int process)
    {
        await Collect(process);
        var least = Megabytes(process);
        // Pages go back to the system step by step.
        for (var (still, at) = (0, 0); still < 4 && at < 20; at++)
        {
            await Task.Delay(250);
            var now = Megabytes(process);
            still = now < least - 1 ? 0 : still + 1;
            least = Math.Min(least, now);
        }

        return least;
    }

    /// <summary>Has it collect its garbage.</summary>
    private static async Task Collect(int process)
    {
        var port = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").FirstOrDefault();
        if (port is null) return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var trace = await Connect(port, patience.Token);
            await trace.SendAsync(Message(command: 3, Trace()), patience.Token);
            var header = new byte[28];
            await Fill(trace, header, patience.Token);
            using var stop = await Connect(port, patience.Token);
            var drained = Drain(trace, patience.Token);
            await stop.SendAsync(Message(command: 1, header[20..]), patience.Token);
            await drained;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or IOException)
        {
            // Then it is told as it is, with its garbage.
        }
    }

    private static async Task<Socket> Connect(string port, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port), cancellation);
        return socket;
    }

    private static byte[] Message(byte command, byte[] payload)
    {
        var message = new byte[20 + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        // The command set of traces.
        (message[16], message[17]) = (2, command);
        payload.CopyTo(message, 20);
        return message;
    }

    private static byte[] Trace()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        const string Provider = "Microsoft-Windows-DotNETRuntime\0";
        // 16 MB of buffer, the newer format, no list of all that is loaded, one provider: informational.
        writer.Write(16u);
        writer.Write(1u);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(CollectsHeap);
        writer.Write(4u);
        writer.Write((uint)Provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(Provider));
        writer.Write(0u);
        writer.Flush();
        return payload.ToArray();
    }

    private static async Task Fill(Socket socket, byte[] bytes, CancellationToken cancellation)
    {
        for (int at = 0, read; at < bytes.Length; at += read)
            if ((read = await socket.ReceiveAsync(bytes.AsMemory(at), cancellation)) == 0) throw new IOException("The process hung up.");
    }

    private static async Task Drain(Socket socket, CancellationToken cancellation)
    {
        var bytes = new byte[64 * 1024];
        while (await socket.ReceiveAsync(bytes, cancellation) > 0)
        {
        }
    }

    private static double Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
