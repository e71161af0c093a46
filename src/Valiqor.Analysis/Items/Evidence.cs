namespace Valiqor.Analysis.Items;

/// <summary>A text of an item that evidence can point into.</summary>
public enum EvidenceSource
{
    Input,
    Output,
    Context,
    ToolCall,
    SystemPrompt,
}

/// <summary>A text of a tool call that evidence can point into.</summary>
public enum ToolCallField
{
    Name,
    Arguments,
    Output,
    Error,
}

/// <summary>
/// The words in an item that show a failure, by place: offsets are UTF-16 code units, the end exclusive.
/// </summary>
/// <param name="Rule">The rule that found it: a short <c>snake_case</c> word, stable, for filters and counts.</param>
/// <param name="Description">A sentence that says what is wrong with these words.</param>
public sealed record Evidence(EvidenceSource Source, int Start, int End, string Rule, string Description)
{
    /// <summary>
    /// The most places a finding keeps: enough to act on, and it bounds what an item can cost to store.
    /// </summary>
    public const int Limit = 10;

    /// <summary>Which passage or which tool call, from 0; 0 for the other sources.</summary>
    public int Index { get; init; }

    public ToolCallField Field { get; init; }

    public double Confidence { get; init; } = 1;

    public static Evidence InInput(int start, int end, string rule, string description) =>
        new(EvidenceSource.Input, start, end, rule, description);

    public static Evidence InOutput(int start, int end, string rule, string description) =>
        new(EvidenceSource.Output, start, end, rule, description);

    public static Evidence InContext(int index, int start, int end, string rule, string description) =>
        new(EvidenceSource.Context, start, end, rule, description) { Index = index };

    public static Evidence InToolCall(
        int index,
        ToolCallField field,
        int start,
        int end,
        string rule,
        string description) =>
        new(EvidenceSource.ToolCall, start, end, rule, description) { Index = index, Field = field };

    /// <summary>The text that <see cref="Start"/> and <see cref="End"/> count in.</summary>
    public string TextIn(Item item) => Source switch
    {
        EvidenceSource.Input => item.Input,
        EvidenceSource.Output => item.Output,
        EvidenceSource.Context => item.Context[Index],
        EvidenceSource.SystemPrompt => item.SystemPrompt ?? "",
        EvidenceSource.ToolCall => Field switch
        {
            ToolCallField.Name => item.ToolCalls[Index].Name,
            ToolCallField.Arguments => item.ToolCalls[Index].Arguments,
            ToolCallField.Output => item.ToolCalls[Index].Output ?? "",
            ToolCallField.Error => item.ToolCalls[Index].Error ?? "",
            _ => throw new InvalidOperationException($"Unknown field {Field}."),
        },
        _ => throw new InvalidOperationException($"Unknown source {Source}."),
    };

    public string SnippetOf(Item item) => TextIn(item)[Start..End];
}
