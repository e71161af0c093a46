using System.Globalization;
using System.Text.Json.Nodes;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>
/// Chooses what of a result is shown, and asks the service for examples that the result does not carry.
/// </summary>
internal static class RunViewReader
{
    public static async Task<RunView> ReadAsync(
        FailureAnalysisClient client,
        RunResult result,
        CancellationToken cancellationToken)
    {
        var failures = new List<FailureView>();
        foreach (SubcategorySummary row in result.Summary?.BySubcategory ?? [])
        {
            if (row.Failures > 0)
            {
                FailureTag? tag = Best(result, row.SubcategoryId)
                    ?? await FirstAsync(client, result.RunId, row.SubcategoryId, cancellationToken);
                failures.Add(new FailureView(row, tag is null ? null : Example(result, tag)));
            }
            else if (row.Uncertain > 0)
            {
                failures.Add(new FailureView(row, null));
            }
        }

        return new RunView(result, failures);
    }

    private static FailureTag? Best(RunResult result, string subcategory) =>
        result.FailureTags
            .Where(tag => tag.Decision == "fail" && tag.SubcategoryId == subcategory)
            .OrderByDescending(tag => tag.EvidenceItems.Count > 0)
            .ThenByDescending(tag => tag.Severity)
            .ThenByDescending(tag => tag.Confidence)
            .ThenBy(tag => tag.ItemIndex)
            .FirstOrDefault();

    private static async Task<FailureTag?> FirstAsync(
        FailureAnalysisClient client,
        string runId,
        string subcategory,
        CancellationToken cancellationToken)
    {
        var filter = new TagFilter { Decision = "fail", SubcategoryId = subcategory };
        await foreach (FailureTag tag in client.GetTagsAsync(runId, filter, cancellationToken))
        {
            return tag;
        }

        return null;
    }

    public static ExampleView Example(RunResult result, FailureTag tag)
    {
        RunInput? input = result.Inputs.FirstOrDefault(input => input.ItemIndex == tag.ItemIndex);
        EvidenceItem? evidence = tag.EvidenceItems
            .Where(evidence => evidence.Source != EvidenceSources.Scan)
            .MaxBy(evidence => evidence.Confidence);
        string? sources = tag.EvidenceItems
            .FirstOrDefault(evidence => evidence.Source == EvidenceSources.Scan)?.Description;
        string item = string.Create(CultureInfo.InvariantCulture, $"item {tag.ItemIndex}");
        return new ExampleView(
            input?.Id is { Length: > 0 } id ? $"{item} ({Excerpt.Printable(id)})" : item,
            evidence is null ? "" : Place(evidence),
            evidence is null ? null : Quote(input, evidence))
        {
            Finding = Line(evidence?.Description ?? tag.JudgeRationale),
            DecidedBy = Line(ReportText.Judged(tag)),
            RootCause = Line(tag.RootCause),
            Sources = sources is null || tag.RootCause?.Contains(sources, StringComparison.Ordinal) == true
                ? null
                : Line(sources),
            SuggestedFix = Line(tag.SuggestedFix),
        };
    }

    private static Excerpt? Quote(RunInput? input, EvidenceItem evidence)
    {
        string? snippet = evidence.ContentSnippet;
        if (Text(input, evidence) is { } text
            && Number(evidence.Metadata, "start") is { } start
            && Number(evidence.Metadata, "end") is { } end
            && Excerpt.Of(text, start, end) is { } excerpt
            && (string.IsNullOrEmpty(snippet) || Agrees(excerpt, snippet)))
        {
            return excerpt;
        }

        return string.IsNullOrWhiteSpace(snippet) ? null : Excerpt.Of(snippet);
    }

    /// <summary>
    /// Offsets that do not lead to the quoted words would mark the wrong ones; then the quote stands alone.
    /// </summary>
    private static bool Agrees(Excerpt excerpt, string snippet)
    {
        string quoted = Excerpt.Printable(snippet).Trim();
        int common = Math.Min(20, Math.Min(quoted.Length, excerpt.Marked.Trim().Length));
        return quoted[..common] == excerpt.Marked.Trim()[..common];
    }

    private static string? Text(RunInput? input, EvidenceItem evidence) => evidence.Source switch
    {
        "input" => input?.Input,
        "output" => input?.Output,
        "context" when Number(evidence.Metadata, "context_index") is { } index =>
            input?.Context.ElementAtOrDefault(index),
        _ => null,
    };

    private static string Place(EvidenceItem evidence) => evidence.Source switch
    {
        "context" when Number(evidence.Metadata, "context_index") is { } index => $"context passage {index + 1}",
        "tool_call" when Number(evidence.Metadata, "tool_call_index") is { } index =>
            Word(evidence.Metadata, "field") is { } field
                ? $"{field} of tool call {index + 1}"
                : $"tool call {index + 1}",
        _ => evidence.Source.Replace('_', ' '),
    };

    private static int? Number(JsonObject metadata, string name) =>
        metadata[name] is JsonValue value && value.TryGetValue(out int number) && number >= 0 ? number : null;

    private static string? Word(JsonObject metadata, string name) =>
        metadata[name] is JsonValue value && value.TryGetValue(out string? word) ? word : null;

    private static string? Line(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Excerpt.Printable(text).Trim();
}
