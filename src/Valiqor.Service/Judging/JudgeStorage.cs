using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging;

/// <summary>The answers of judge models, kept for the same question.</summary>
internal sealed class JudgeStorage(StorageAccount account) : IStorageArea
{
    public TableClient Answers { get; } = account.Tables.GetTableClient(JudgeLayout.AnswerTable);

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        await Answers.CreateIfNotExistsAsync(cancellationToken);
}
