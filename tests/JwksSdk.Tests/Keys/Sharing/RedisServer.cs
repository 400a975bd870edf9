using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>A Redis server of a test's own: on a free port of this machine, with nothing kept on disk.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private const int Tries = 5;

    private Process? _process;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        // Between finding a port free and Redis taking it, another process may: then there is another port.
        for (var attempt = 1; !await TryStartAsync(FreePort()); attempt++)
        {
            Assert.True(attempt < Tries, $"redis-server did not start on any of {Tries} free ports.");
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => StopAsync();

    /// <summary>Kills it, as an outage does.</summary>
    public async ValueTask StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    private async Task<bool> TryStartAsync(int port)
    {
        var start = new ProcessStartInfo("redis-server")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] arguments =
        [
            "--port",
            $"{port}",
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--daemonize",
            "no",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail("redis-server is not installed, and these tests need it: apt-get install redis-server");
        }

        // It says so once it listens; it ends when the port is taken.
        while (await _process!.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                Address = $"127.0.0.1:{port}";
                return true;
            }
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
