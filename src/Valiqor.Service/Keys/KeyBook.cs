using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Keys;

/// <summary>
/// Makes, lists and revokes keys. A key has two rows, written together: one by its hash, which opens, and one by its
/// id, which is shown. Revoking takes the first away and leaves the second.
/// </summary>
internal sealed class KeyBook(KeyStorage storage, TimeProvider clock)
{
    private const int RandomDigits = 8;
    private const int LongestKeyId = 64;

    public async Task<CreatedKey> CreateAsync(
        CreateKeyRequest request,
        string organization,
        CancellationToken cancellationToken)
    {
        string key = ApiKeys.New();
        DateTimeOffset now = clock.GetUtcNow();
        string id = $"key_{NewestFirst.Of(now)}{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}";
        var listed = new ListedKeyRow
        {
            RowKey = KeyLayout.ListedKeyRow(id),
            KeyId = id,
            KeyHash = Convert.ToHexStringLower(ApiKeys.Hash(key)),
            Organization = organization,
            ProjectId = request.ProjectId,
            Name = request.Name,
            PublicPrefix = ApiKeys.PublicPrefix(key),
            CreatedAt = now,
        };
        var opening = new KeyRow { RowKey = listed.KeyHash, KeyId = id, Organization = organization };
        await SubmitAsync(
            [new(TableTransactionActionType.Add, listed), new(TableTransactionActionType.Add, opening)],
            cancellationToken);
        return new CreatedKey
        {
            ApiKey = key,
            KeyId = id,
            Name = request.Name,
            PublicPrefix = listed.PublicPrefix,
            CreatedAt = now,
            Warning = "Keep this key now: it is not stored and cannot be shown again.",
        };
    }

    /// <summary>Every key, revoked ones too, the newest first.</summary>
    /// <param name="organization">Only its keys; null: those of all.</param>
    public IAsyncEnumerable<ListedKey> ListAsync(string? organization, CancellationToken cancellationToken)
    {
        (string from, string end) = (KeyLayout.ListedKeyRow(""), KeyLayout.ListedKeyRowsEnd);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {KeyLayout.KeyPartition} and RowKey ge {from} and RowKey lt {end}");
        if (organization is not null)
        {
            filter += " and " + TableClient.CreateQueryFilter($"Organization eq {organization}");
        }

        return storage.Keys.QueryAsync<ListedKeyRow>(filter, cancellationToken: cancellationToken).Select(WireOf);
    }

    /// <summary>Takes a key out of use. One that is revoked already stays as it is.</summary>
    /// <exception cref="ProblemException">There is no such key.</exception>
    public async Task<ListedKey> RevokeAsync(string keyId, CancellationToken cancellationToken)
    {
        ListedKeyRow row = await FindAsync(keyId, cancellationToken);
        if (row.RevokedAt is not null)
        {
            return WireOf(row);
        }

        row.RevokedAt = clock.GetUtcNow();
        var opening = new KeyRow { RowKey = row.KeyHash };
        try
        {
            await SubmitAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, row, row.ETag),
                    new(TableTransactionActionType.Delete, opening, ETag.All),
                ],
                cancellationToken);
            return WireOf(row);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Somebody else has revoked it at the same moment: his time stands.
            return WireOf(await FindAsync(keyId, cancellationToken));
        }
    }

    private async Task<ListedKeyRow> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        bool possible = keyId.Length <= LongestKeyId && keyId.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!possible)
        {
            throw ProblemException.KeyNotFound("(not a key's id)");
        }

        NullableResponse<ListedKeyRow> found = await storage.Keys.GetEntityIfExistsAsync<ListedKeyRow>(
            KeyLayout.KeyPartition, KeyLayout.ListedKeyRow(keyId), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value! : throw ProblemException.KeyNotFound(keyId);
    }

    private async Task SubmitAsync(TableTransactionAction[] actions, CancellationToken cancellationToken)
    {
        foreach (TableTransactionAction action in actions)
        {
            TableLimits.Check(action.Entity);
        }

        await storage.Keys.SubmitTransactionAsync(actions, cancellationToken);
    }

    private static ListedKey WireOf(ListedKeyRow row) => new()
    {
        KeyId = row.KeyId,
        Name = row.Name,
        Organization = row.Organization,
        ProjectId = row.ProjectId,
        PublicPrefix = row.PublicPrefix,
        CreatedAt = row.CreatedAt,
        RevokedAt = row.RevokedAt,
    };
}
