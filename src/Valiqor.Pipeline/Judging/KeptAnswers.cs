using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Valiqor.Pipeline.Limits;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Judging;

/// <summary>
/// Keeps what models answered, so that the same question is not paid for twice. An organization's answers are its own.
/// Answers that are asked for, or come, at the same time go to storage together.
/// </summary>
public sealed class KeptAnswers
{
    /// <summary>Azure lets a filter have 15 comparisons; one is the partition's.</summary>
    private const int MostReadTogether = 14;

    /// <summary>Each is at most <see cref="MostBytes"/>, and a transaction 4 MiB.</summary>
    private const int MostWrittenTogether = 50;

    /// <summary>A property has 64 KiB. Verdicts are a few KiB; a longer answer is not kept.</summary>
    private const int MostBytes = 60 * 1024;

    private readonly TableClient _table;
    private readonly int _days;
    private readonly TimeProvider _clock;
    private readonly Convoy<string, KeptAnswerRow?> _reading;
    private readonly Convoy<KeptAnswerRow, bool> _writing;

    public KeptAnswers(JudgeStorage storage, IOptions<ValiqorOptions> options, TimeProvider clock)
    {
        (_table, _days, _clock) = (storage.Answers, options.Value.Judge.CacheDays, clock);
        _reading = new Convoy<string, KeptAnswerRow?>(ReadAsync, MostReadTogether);
        _writing = new Convoy<KeptAnswerRow, bool>(WriteAsync, MostWrittenTogether);
    }

    /// <summary>The name of a question: a hash of everything that its answer depends on.</summary>
    public static string NameOf(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The answer to a question; null where none is kept, or for too long.</summary>
    public async Task<string?> FindAsync(string organization, string name, CancellationToken cancellationToken)
    {
        if (_days == 0)
        {
            return null;
        }

        KeptAnswerRow? row = await _reading.JoinAsync(
            Layout.AnswerPartition(organization, name), name, cancellationToken);
        return row is not null && _clock.GetUtcNow() - row.KeptAt < TimeSpan.FromDays(_days)
            ? Unpack(row.Answer)
            : null;
    }

    public async Task KeepAsync(
        string organization,
        string name,
        string answer,
        string model,
        CancellationToken cancellationToken)
    {
        byte[] packed = Pack(answer);
        if (_days > 0 && packed.Length <= MostBytes)
        {
            var row = new KeptAnswerRow
            {
                PartitionKey = Layout.AnswerPartition(organization, name),
                RowKey = name,
                KeptAt = _clock.GetUtcNow(),
                Answer = packed,
                Model = model,
            };
            await _writing.JoinAsync(row.PartitionKey, row, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<KeptAnswerRow?>> ReadAsync(string partition, IReadOnlyList<string> names)
    {
        string wanted = string.Join(
            " or ", names.Distinct().Select(name => TableClient.CreateQueryFilter($"RowKey eq {name}")));
        string filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {partition}")} and ({wanted})";
        var found = new Dictionary<string, KeptAnswerRow>(StringComparer.Ordinal);
        await foreach (KeptAnswerRow row in _table.QueryAsync<KeptAnswerRow>(filter))
        {
            found[row.RowKey] = row;
        }

        return [.. names.Select(name => found.GetValueOrDefault(name))];
    }

    private async Task<IReadOnlyList<bool>> WriteAsync(string partition, IReadOnlyList<KeptAnswerRow> rows)
    {
        // Two items of one text have one name, and a transaction takes a row once.
        ITableEntity[] distinct = [.. rows.DistinctBy(row => row.RowKey)];
        await TableWrites.MergeAsync(_table, distinct, CancellationToken.None);
        return [.. rows.Select(_ => true)];
    }

    private static byte[] Pack(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, packed, out int length, quality: 5, window: 18)
            ? packed[..length]
            : throw new InvalidOperationException("Brotli needs more room than it says that it does.");
    }

    private static string Unpack(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
