using System.Diagnostics;

namespace Valiqor.LocalHost.Azurite;

/// <summary>Reads what Azurite prints: where it listens, and the last lines, for when it fails.</summary>
internal sealed class AzuriteOutput
{
    private const int LinesKept = 8;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly Dictionary<string, string> _listening = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<AzuriteEndpoints> _endpoints =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AzuriteOutput(Process process) =>
        Ended = ReadToEndAsync(process.StandardOutput, process.StandardError);

    /// <summary>
    /// Known once all three services listen; fails with <see cref="EndOfStreamException"/> when they never will.
    /// </summary>
    public Task<AzuriteEndpoints> Endpoints => _endpoints.Task;

    public Task Ended { get; }

    public string LastLines
    {
        get
        {
            lock (_gate)
            {
                return string.Join(" | ", _lines);
            }
        }
    }

    private async Task ReadToEndAsync(StreamReader output, StreamReader error)
    {
        await Task.WhenAll(ReadToEndAsync(output), ReadToEndAsync(error));
        _endpoints.TrySetException(new EndOfStreamException());
    }

    private async Task ReadToEndAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                Note(line.Trim());
            }
        }
    }

    private void Note(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        _lines.Enqueue(line);
        if (_lines.Count > LinesKept)
        {
            _lines.Dequeue();
        }

        // "Azurite Blob service is successfully listening at http://127.0.0.1:41234"
        if (line.Split(' ') is
            ["Azurite", var service, "service", "is", "successfully", "listening", "at", var address])
        {
            _listening[service] = address.TrimEnd('/');
        }

        if (_listening.TryGetValue("Blob", out string? blob)
            && _listening.TryGetValue("Queue", out string? queue)
            && _listening.TryGetValue("Table", out string? table))
        {
            _endpoints.TrySetResult(new AzuriteEndpoints(blob, queue, table));
        }
    }
}

/// <summary>The roots of the three services, without a slash at the end.</summary>
internal sealed record AzuriteEndpoints(string Blob, string Queue, string Table);
