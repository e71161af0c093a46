using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>The text of an item that an order to the model stands in.</summary>
internal readonly record struct InjectionPlace(EvidenceSource Source, int Index, ToolCallField Field, string Text);

/// <summary>An order to the model that the application did not mean to give.</summary>
/// <param name="Start">UTF-16 code units in the text of the place.</param>
/// <param name="Rule">The kind of attack, as a stable <c>snake_case</c> word.</param>
/// <param name="What">What stands there, as the end of "This is …" or "… stands here".</param>
internal sealed record InjectedOrder(InjectionPlace Place, int Start, int End, string Rule, string What,
    double Confidence)
{
    /// <summary>True where the words may also be harmless: worth a look and not a verdict.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>What was read in the place of the words, where they are encoded.</summary>
    public string? Decoded { get; init; }

    public Evidence ToEvidence() => new(Place.Source, Start, End, Rule, $"This is {What}.")
    {
        Index = Place.Index,
        Field = Place.Field,
        Confidence = Confidence,
    };
}

/// <summary>An attack in one text, before it is known which text of the item that is.</summary>
internal readonly record struct Attack(int Start, int End, string Rule, string What, double Confidence)
{
    public bool IsDoubtful { get; init; }

    public string? Decoded { get; init; }
}
