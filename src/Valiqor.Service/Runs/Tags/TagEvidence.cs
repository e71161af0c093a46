using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Runs.Tags;

/// <summary>
/// Puts what proves a failure, in the item and in the application's sources, into the wire's words.
/// </summary>
/// <param name="places">Where the item's parts come from in its trace; null for an item of no trace.</param>
internal sealed class TagEvidence(int itemIndex, Item item, TracePlaces? places)
{
    private const int SnippetCharacters = 300;
    private const int SentenceCharacters = 1_000;

    private readonly string _id = Texts.Cut(item.Id, SnippetCharacters) ?? itemIndex.ToString(null as IFormatProvider);

    /// <summary>
    /// The evidence as JSON: at most <see cref="Evidence.Limit"/> places, and as fits a row.
    /// </summary>
    public string JsonOf(ImmutableArray<Evidence> evidence, ImmutableArray<ScanEvidence> sources)
    {
        // What stands in the item comes first, and gives way where not all fits: the sources say why it is so.
        List<EvidenceItem> rows =
        [
            .. evidence.Take(Evidence.Limit - sources.Length).Select(Of),
        ];
        EvidenceItem[] explanations = [.. sources.Select(Of)];
        string json = Write([.. rows, .. explanations]);
        while (json.Length > TableLimits.TextCharacters)
        {
            // Escaping can make a text six times as long; the last places are the ones to do without.
            rows.RemoveAt(rows.Count - 1);
            json = Write([.. rows, .. explanations]);
        }

        return json;
    }

    /// <summary>The cause with what is amiss in the sources behind it, where the item itself points there.</summary>
    public static string? CauseOf(string? cause, ImmutableArray<ScanEvidence> sources) =>
        Texts.Cut(Join(cause, Exact(sources)?.Description), SentenceCharacters);

    /// <summary>The change at the place in the sources first, where the item itself points there.</summary>
    public static string? FixOf(string? fix, ImmutableArray<ScanEvidence> sources) =>
        Texts.Cut(Join(Exact(sources)?.Fix, fix), SentenceCharacters);

    private static ScanEvidence? Exact(ImmutableArray<ScanEvidence> sources) =>
        sources.FirstOrDefault(place => place.IsExact);

    private static string? Join(string? first, string? second) =>
        first is null || second is null ? first ?? second : $"{first} {second}";

    private static string Write(EvidenceItem[] rows) =>
        JsonSerializer.Serialize(rows, RunJson.Default.EvidenceItemArray);

    private EvidenceItem Of(Evidence place)
    {
        string text = place.TextIn(item);
        var evidence = new EvidenceItem
        {
            ItemId = _id,
            EvidenceType = place.Rule,
            Description = Texts.Cut(place.Description, SentenceCharacters)!,
            Source = Wire.Name(place.Source),
            ContentSnippet = Texts.Cut(text[place.Start..place.End], SnippetCharacters),
            Confidence = place.Confidence,
        };
        evidence.Metadata["start"] = Texts.CharactersBefore(text, place.Start);
        evidence.Metadata["end"] = Texts.CharactersBefore(text, place.End);
        if (place.Source == EvidenceSource.Context)
        {
            evidence.Metadata["context_index"] = place.Index;
        }
        else if (place.Source == EvidenceSource.ToolCall)
        {
            evidence.Metadata["tool_call_index"] = place.Index;
            evidence.Metadata["field"] = Wire.Name(place.Field);
        }

        evidence.Metadata["rule"] = place.Rule;
        if (places?.SpanOf(place) is { } span)
        {
            evidence.Metadata["span_id"] = Texts.Cut(span.Id, SnippetCharacters);
            evidence.Metadata["span_name"] = Texts.Cut(span.Name, SnippetCharacters);
        }

        return evidence;
    }

    private EvidenceItem Of(ScanEvidence place)
    {
        var evidence = new EvidenceItem
        {
            ItemId = _id,
            EvidenceType = place.Rule,
            Description = Texts.Cut(place.Description, SentenceCharacters)!,
            Source = EvidenceSources.Scan,
            ContentSnippet = Texts.Cut(place.Snippet, SnippetCharacters),
            Confidence = place.Confidence,
        };
        if (place.Place.IsKnown)
        {
            evidence.Metadata["file"] = place.Place.Path;
        }

        if (place.Place.Line > 0)
        {
            evidence.Metadata["line"] = place.Place.Line;
        }

        evidence.Metadata["rule"] = place.Rule;
        return evidence;
    }
}
