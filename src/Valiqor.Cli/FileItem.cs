using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Service;
using Valiqor.Service.Datasets;

namespace Valiqor.Cli;

/// <summary>One item of a dataset's file, read here where the service is not to be sent the file.</summary>
/// <param name="Line">In the file, from 1.</param>
internal sealed record FileItem(long Line, JsonElement Json, Item Item)
{
    /// <param name="onFault">Told of each line that is no item, in a sentence.</param>
    public static async IAsyncEnumerable<FileItem> ReadAsync(
        DatasetFile file,
        Action<string> onFault,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = file.Read();
        DatasetKind kind = DatasetReader.KindOf(file.Name) ?? DatasetKind.Json;
        int maxBytes = new ValiqorOptions().MaxItemBytes;
        await foreach (DatasetLine line in DatasetReader.ReadAsync(stream, kind, maxBytes, cancellationToken))
        {
            ImmutableArray<ItemProblem> problems = [];
            if (line.Fault is null && ItemParser.Parse(line.Json, out problems) is { } item)
            {
                using var json = JsonDocument.Parse(line.Json);
                yield return new FileItem(line.Line, json.RootElement.Clone(), item);
            }
            else
            {
                string fault = line.Fault ?? string.Join(' ', problems.Select(problem => problem.Message));
                onFault(string.Create(CultureInfo.InvariantCulture, $"line {line.Line}: {fault}"));
            }
        }
    }
}
