namespace Valiqor.Analysis.Detectors.InstructionCompliance;

/// <summary>
/// Finds answers that are broken as text: empty, looping, cut off, garbled, unfilled, in the wrong script.
/// </summary>
public sealed class DegenerateOutput : IRule
{
    public string Subcategory => "degenerate_output";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (IsBlank(item.Output))
        {
            return Blank(item);
        }

        FencedCode code = FencedCode.Of(item.Output);
        return LeftoverTemplate.Find(item, code) is { } leftover ? Unfilled(leftover)
            : GarbledText.Find(item, code) is { } garbled ? Garbled(garbled)
            : RepetitionLoop.Find(item, code) is { } loop ? Looping(loop)
            : CutOffEnding.Find(item, code) is { } cut ? CutOff(cut)
            : WrongScript.Find(item, code) is { } script ? WrongLanguage(script)
            : Signal.Pass(0.9);
    }

    private static bool IsBlank(string text)
    {
        foreach (char c in text)
        {
            // Zero-width characters and the byte order mark show nothing, and are no white space to .NET.
            if (!char.IsWhiteSpace(c) && c is not ('\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff'))
            {
                return false;
            }
        }

        return true;
    }

    private static Signal Blank(Item item)
    {
        // A turn that only calls tools has no text yet: its answer comes after the results.
        bool waitsForTools = item.ToolCalls.Any(call => call.Output is null && call.Error is null);
        return waitsForTools
            ? Signal.Pass(0.7)
            : Signal.Fail(
                0.98,
                "The model returned no text at all.",
                "Check the finish reason and the content filter, and retry or show a fallback on empty text.",
                Evidence.InOutput(0, item.Output.Length, "empty_output", "The answer has no visible text."));
    }

    private static Signal Unfilled(Evidence evidence) => Signal.Fail(
        evidence.Confidence,
        "Text of a template, a chat format or a program value reached the user unfilled.",
        "Fill or reject the template before it is sent, and stop generation at the model's end tokens.",
        evidence) with
    { Stage = PipelineStage.Synthesis };

    private static Signal Garbled(Evidence evidence) => Signal.Fail(
        evidence.Confidence,
        "The answer has characters that no writer meant: bytes decoded wrongly, or tokens sampled at random.",
        "Decode streams as UTF-8 over whole characters, and check the sampling temperature and the model's weights.",
        evidence);

    private static Signal Looping(Evidence evidence) => Signal.Fail(
        evidence.Confidence,
        "The model fell into a loop and repeated the same words.",
        "Raise the repetition or frequency penalty, shorten the prompt's repeated text, and cap the answer's length.",
        evidence);

    private static Signal CutOff(Evidence evidence) => Signal.Fail(
        evidence.Confidence,
        "The answer ends before it is finished, most often because the token limit was reached.",
        "Raise the output token limit, ask for a shorter answer, or continue when the finish reason is the length.",
        evidence);

    private static Signal WrongLanguage(Evidence evidence) => Signal.Fail(
        evidence.Confidence,
        "The answer is written in another script than the question, and nothing asked for another language.",
        "Tell the model in the system prompt to answer in the language of the user's message.",
        evidence);
}
