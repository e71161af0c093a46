using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>An answer about another thing than the one asked about, or the opposite of what was to be done.</summary>
internal sealed class OtherSubject : IFindOne<ItemFacts, Mismatch>
{
    private const int LongestAnswer = 600;

    public ImmutableArray<string> Rules => ["other_id", "other_subject", "opposite_action"];

    public Mismatch? Find(ItemFacts facts) => facts.Item.Output.Length > LongestAnswer
        ? null
        : OtherId(facts) ?? OtherOwner(facts.Item) ?? Opposite(facts.Item);

    /// <summary>The order, ticket or case of the answer has another number than that of the request.</summary>
    private static Mismatch? OtherId(ItemFacts facts)
    {
        if (facts.Item.Input.AsSpan().IndexOfAnyInRange('0', '9') < 0
            || facts.Item.Output.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            return null;
        }

        List<RequestValue> asked = Ids(facts.Input);
        List<RequestValue> told = asked.Count == 1 ? Ids(facts.Output) : [];
        if (told.Count != 1)
        {
            return null;
        }

        string one = facts.Item.Input[asked[0].Start..asked[0].End];
        string other = facts.Item.Output[told[0].Start..told[0].End];
        return one.Length == other.Length && one[0] == other[0] && char.IsLetter(one[0])
            && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
            && !facts.Item.Output.Contains(one, StringComparison.OrdinalIgnoreCase) && !IsKnown(facts.Item, other)
            ? Mismatch.InOutput(
                0.8,
                "other_id",
                $"The request is about {one}, and the answer about {other}.",
                told[0].Start,
                told[0].End)
            : null;
    }

    private static List<RequestValue> Ids(TextFacts text) =>
        RequestValue.In(text).FindAll(value => value.Kind == RequestValueKind.Id
            && !text.Text.AsSpan(value.Start, value.End - value.Start).Contains('@'));

    private static bool IsKnown(Item item, string id) =>
        item.ToolCalls.Any(call => call.Output?.Contains(id, StringComparison.OrdinalIgnoreCase) == true)
        || item.Context.Any(passage => passage.Contains(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>"The capital of Australia" was asked for, and the answer tells that of Austria.</summary>
    private static Mismatch? OtherOwner(Item item)
    {
        if (Owned.Matches(item.Input) is not [var asked] || Owned.Matches(item.Output) is not [var told])
        {
            return null;
        }

        string owner = asked.Groups["owner"].Value;
        string other = told.Groups["owner"].Value;
        string noun = asked.Groups["noun"].Value;
        return string.Equals(noun, told.Groups["noun"].Value, StringComparison.OrdinalIgnoreCase)
            && !SharesWord(owner, item.Output) && !SharesWord(other, item.Input)
            && owner.Any(char.IsLower) && other.Any(char.IsLower)
            ? Mismatch.InOutput(
                0.8,
                "other_subject",
                $"The request asks about the {noun} of {owner}, and the answer is about that of {other}.",
                told.Index,
                told.Index + told.Length)
            : null;
    }

    private static bool SharesWord(string name, string text) =>
        name.Split(' ').Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>To be cancelled, and booked instead.</summary>
    private static Mismatch? Opposite(Item item)
    {
        if (!AsksToCancel.IsMatch(item.Input) || SpeaksOfCancelling.IsMatch(item.Output))
        {
            return null;
        }

        foreach (ValueMatch done in Makes.EnumerateMatches(item.Output))
        {
            return Mismatch.InOutput(
                0.75,
                "opposite_action",
                "The request asks to cancel something, and the answer says that it was made.",
                done.Index,
                done.Index + done.Length);
        }

        return null;
    }

    private static readonly Pattern Owned = Pattern.Of(
        @"\b(?<noun>capital|population|president|currency|mayor|king|queen|prime minister|area|flag|anthem|founder"
            + @"|author|CEO|director|birthplace|mass|density|boiling point|melting point|symbol) of (?:the )?"
            + @"(?<owner>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})\b");

    private static readonly Pattern AsksToCancel = Pattern.AnyCase(
        @"^\W*(?:hi\W+|hello\W+|please |can you |could you |i(?:['’]d like| want| need) (?:you )?to |i would like to )*"
            + @"(?:please )?(?:cancel|delete|unsubscribe|terminate)\b");

    private static readonly Pattern SpeaksOfCancelling = Pattern.AnyCase(
        @"cancel|delet|unsubscri|terminat|refund|remov|stopp|ended|no longer|sorry|unable|can ?not|can['’]t|\?");

    private static readonly Pattern Makes = Pattern.AnyCase(
        @"\b(?:has|have) been (?:successfully )?(?:placed|booked|created|confirmed|renewed|activated|scheduled|added)\b"
            + @"|\bI(?:['’]ve| have) (?:successfully )?(?:placed|booked|created|renewed|activated|scheduled|added)\b");
}
