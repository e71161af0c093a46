using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>
/// A result made ready for reading. All texts that come from items are single lines of printable characters.
/// </summary>
/// <param name="Failures">The worst first, as the service orders them; those that are only unsure last.</param>
internal sealed record RunView(RunResult Result, IReadOnlyList<FailureView> Failures);

/// <summary>One way in which items fail.</summary>
/// <param name="Example">One failing item; null where nothing fails for certain.</param>
internal sealed record FailureView(SubcategorySummary Row, ExampleView? Example);

/// <summary>One failing item with what shows it.</summary>
/// <param name="Item"><c>item 12 (faq-7)</c>.</param>
/// <param name="Place"><c>output</c>, <c>context passage 2</c>, <c>arguments of tool call 1</c>.</param>
internal sealed record ExampleView(string Item, string Place, Excerpt? Quote)
{
    public string? Finding { get; init; }

    /// <summary>Who decided it, with the judge's reasons; null where no judge had a part.</summary>
    public string? DecidedBy { get; init; }

    public string? RootCause { get; init; }

    /// <summary>The place in the scanned sources behind it, where the root cause does not name it.</summary>
    public string? Sources { get; init; }

    public string? SuggestedFix { get; init; }
}
