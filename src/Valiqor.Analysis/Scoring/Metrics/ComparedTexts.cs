using System.Text;
using Valiqor.Analysis.Facts;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// An item's output and its expected answer, made alike in what makes no other answer: case, and the length of white
/// space.
/// </summary>
/// <remarks>
/// Case and white space are folded as the public definitions of these metrics do by default (Opik's <c>Equals</c>,
/// <c>Contains</c> and <c>LevenshteinRatio</c>, SQuAD's exact match). Who needs them kept takes <c>regex_match</c>. An
/// accent of its own and the letter that has it stay two things: the service runs without Unicode's tables for that.
/// </remarks>
internal sealed record ComparedTexts(string Output, string Expected) : IFact<ComparedTexts>
{
    /// <summary>Null where the item has no expected answer, or a blank one.</summary>
    public static ComparedTexts? Read(ItemFacts facts) => string.IsNullOrWhiteSpace(facts.Item.Expected)
        ? null
        : new(Fold(facts.Item.Output), Fold(facts.Item.Expected));

    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        bool blank = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                continue;
            }

            if (blank && folded.Length > 0)
            {
                folded.Append(' ');
            }

            blank = false;
            folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
