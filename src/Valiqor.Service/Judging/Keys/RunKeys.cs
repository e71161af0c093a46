using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Azure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging.Keys;

/// <summary>
/// Keeps callers' own judge keys, encrypted, for as long as their runs go on. Each opens as its own run's alone.
/// </summary>
internal sealed class RunKeys(RunKeyStorage storage, IDataProtectionProvider protection, ILogger<RunKeys> log)
{
    private const string Purpose = "Valiqor.Judging.RunKeys.v1";

    /// <summary>Keeps the key of a run; one that is kept already stays.</summary>
    /// <returns>Whether it is the key that was given now.</returns>
    public async Task<bool> SaveAsync(RunRef run, JudgeKey key, CancellationToken cancellationToken)
    {
        var row = new RunKeyRow
        {
            PartitionKey = run.Organization,
            RowKey = run.RunId,
            Ciphertext = WithRing(() => ProtectorOf(run).Protect(key.Reveal())),
        };
        TableLimits.Check(row);
        try
        {
            await storage.Keys.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>
    /// The key of a run; null where it came with none, has ended, or has a key that does not open any more.
    /// </summary>
    public async Task<JudgeKey?> FindAsync(RunRef run, CancellationToken cancellationToken)
    {
        NullableResponse<RunKeyRow> found = await storage.Keys.GetEntityIfExistsAsync<RunKeyRow>(
            run.Organization, run.RunId, cancellationToken: cancellationToken);
        return found.HasValue ? Open(found.Value!) : null;
    }

    /// <summary>Takes the key of a run away for good. Where there is none, nothing happens.</summary>
    public Task DeleteAsync(RunRef run, CancellationToken cancellationToken) =>
        storage.Keys.DeleteEntityAsync(run.Organization, run.RunId, ETag.All, cancellationToken);

    /// <summary>The runs whose keys are kept, and since when.</summary>
    internal async IAsyncEnumerable<(RunRef Run, DateTimeOffset SavedAt)> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] columns = [nameof(RunKeyRow.PartitionKey), nameof(RunKeyRow.RowKey), nameof(RunKeyRow.Timestamp)];
        await foreach (RunKeyRow row in storage.Keys.QueryAsync<RunKeyRow>(
            select: columns, cancellationToken: cancellationToken))
        {
            yield return (row.Run, row.Timestamp!.Value);
        }
    }

    private JudgeKey? Open(RunKeyRow row)
    {
        try
        {
            string text = WithRing(() => ProtectorOf(row.Run).Unprotect(row.Ciphertext));
            return JudgeKey.TryParse(text, out JudgeKey? key) ? key : null;
        }
        catch (CryptographicException e)
        {
            JudgeLog.RunKeyNotOpened(log, e, row.RowKey);
            return null;
        }
    }

    /// <summary>
    /// Data Protection tells of every failure as of one of cryptography. A ring that storage does not give is none: it
    /// rises as what it is, and the whole is tried again.
    /// </summary>
    private static string WithRing(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (CryptographicException e) when (e.InnerException is RequestFailedException or AggregateException)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    private IDataProtector ProtectorOf(RunRef run) =>
        protection.CreateProtector(Purpose, run.Organization, run.RunId);
}
