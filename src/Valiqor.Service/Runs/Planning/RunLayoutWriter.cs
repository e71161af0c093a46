using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Datasets;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs.Planning;

/// <summary>Writes a run's items, one a line, the index of its slices and the lines that are no items.</summary>
internal sealed class RunLayoutWriter(RunStorage storage, RunRef run, int itemsPerSlice) : IAsyncDisposable
{
    /// <summary>
    /// A slice is read whole into memory, so it ends before this, in bytes, unless one item alone is longer.
    /// </summary>
    internal const int SliceBytes = 4 * 1024 * 1024;

    private static readonly ReadOnlyMemory<byte> LineEnd = "\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _oneLine = new();
    private Stream? _items;
    private Stream? _index;
    private Stream? _rejected;
    private long _offset;
    private SliceExtent _slice;
    private bool _anyContext;
    private bool _anyTools;

    public int Items { get; private set; }

    public int Rejected { get; private set; }

    public int Slices { get; private set; }

    public RejectedLine? FirstFault { get; private set; }

    public FeatureKind InferredKind => FeatureKindGuess.Of(_anyContext, _anyTools);

    public async Task AddAsync(DatasetLine line, CancellationToken cancellationToken)
    {
        Item? item = null;
        string? fault = line.Fault;
        if (fault is null)
        {
            item = ItemParser.Parse(line.Json, out ImmutableArray<ItemProblem> problems);
            fault = item is null ? string.Join(" ", problems.Select(problem => problem.Message)) : null;
        }

        if (item is null)
        {
            await RejectAsync(new RejectedLine(line.Line, fault!), cancellationToken);
            return;
        }

        _anyContext |= !item.Context.IsEmpty;
        _anyTools |= !item.ToolCalls.IsEmpty;
        await WriteItemAsync(OnOneLine(line.Json), cancellationToken);
    }

    /// <summary>Ends the last slice and makes the blobs appear.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await EndSliceAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Stream? stream in (Stream?[])[_items, _index, _rejected])
        {
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }
        }

        (_items, _index, _rejected) = (null, null, null);
    }

    private async Task WriteItemAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        int length = json.Length + 1;
        if (_slice.Items == itemsPerSlice || (_slice.Items > 0 && _slice.Length + length > SliceBytes))
        {
            await EndSliceAsync(cancellationToken);
        }

        _items ??= await storage.OpenWriteAsync(RunLayout.ItemsBlob(run), cancellationToken);
        await _items.WriteAsync(json, cancellationToken);
        await _items.WriteAsync(LineEnd, cancellationToken);
        _offset += length;
        _slice = _slice with { Length = _slice.Length + length, Items = _slice.Items + 1 };
        Items++;
    }

    private async Task EndSliceAsync(CancellationToken cancellationToken)
    {
        if (_slice.Items == 0)
        {
            return;
        }

        _index ??= await storage.OpenWriteAsync(RunLayout.SliceIndexBlob(run), cancellationToken);
        await _index.WriteAsync(Encoding.ASCII.GetBytes(RunLayout.SliceEntry(_slice)), cancellationToken);
        Slices++;
        _slice = new SliceExtent(_offset, 0, Items, 0);
    }

    private async Task RejectAsync(RejectedLine line, CancellationToken cancellationToken)
    {
        FirstFault ??= line;
        Rejected++;
        _rejected ??= await storage.OpenWriteAsync(RunLayout.RejectedBlob(run), cancellationToken);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, RunJson.Default.RejectedLine);
        await _rejected.WriteAsync(json, cancellationToken);
        await _rejected.WriteAsync(LineEnd, cancellationToken);
    }

    /// <summary>
    /// An element of an array may be spread over lines; in the items blob every item has one. Valid JSON has line
    /// breaks between its tokens only, where a space does as well.
    /// </summary>
    private ReadOnlyMemory<byte> OnOneLine(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return json;
        }

        _oneLine.ResetWrittenCount();
        Span<byte> copy = _oneLine.GetSpan(json.Length)[..json.Length];
        json.Span.CopyTo(copy);
        copy.Replace((byte)'\n', (byte)' ');
        copy.Replace((byte)'\r', (byte)' ');
        _oneLine.Advance(json.Length);
        return _oneLine.WrittenMemory;
    }
}
