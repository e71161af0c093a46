using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>
/// Keeps what models answered, so that the same question is not paid for twice. An organization's answers are its own.
/// Answers that come at about the same time are written together.
/// </summary>
internal sealed class KeptAnswers
{
    /// <summary>Each is at most <see cref="MostBytes"/>, and a transaction 4 MiB.</summary>
    private const int MostWrittenTogether = 50;

    /// <summary>A property has 64 KiB. Verdicts are a few KiB; a longer answer is not kept.</summary>
    private const int MostBytes = 60 * 1024;

    /// <summary>As long as an answer may be lost with its process.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(25);

    private readonly TableClient _table;
    private readonly int _days;
    private readonly TimeProvider _clock;
    private readonly Convoy<KeptAnswerRow, bool> _writing;

    public KeptAnswers(JudgeStorage storage, IOptions<JudgeOptions> options, TimeProvider clock)
    {
        (_table, _days, _clock) = (storage.Answers, options.Value.CacheDays, clock);
        _writing = new Convoy<KeptAnswerRow, bool>(WriteAsync, MostWrittenTogether, new Gathering(Held, clock));
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

        // A filter of many names would read the whole partition.
        NullableResponse<KeptAnswerRow> row = await _table.GetEntityIfExistsAsync<KeptAnswerRow>(
            JudgeLayout.AnswerPartition(organization), name, cancellationToken: cancellationToken);
        return row.HasValue && _clock.GetUtcNow() - row.Value!.KeptAt < TimeSpan.FromDays(_days)
            ? Unpack(row.Value.Answer)
            : null;
    }

    public async Task KeepAsync(
        string organization,
        string name,
        ModelAnswer answer,
        CancellationToken cancellationToken)
    {
        byte[] packed = Pack(answer.Text);
        if (_days > 0 && packed.Length <= MostBytes)
        {
            var row = new KeptAnswerRow
            {
                PartitionKey = JudgeLayout.AnswerPartition(organization),
                RowKey = name,
                KeptAt = _clock.GetUtcNow(),
                Answer = packed,
                Model = answer.Model,
            };
            await _writing.JoinAsync(row.PartitionKey, row, cancellationToken);
        }
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
