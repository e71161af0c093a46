using System.Collections.Frozen;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Whether a request only wants to see something, or to have something changed.</summary>
internal static class RequestVerbs
{
    private static readonly FrozenSet<ulong> Looking = Stems(
        "show list see view read tell what which who when where how many much is are do does did display print get"
        + " find look check");

    private static readonly FrozenSet<ulong> Changing = Stems(
        "delete remove cancel erase clear drop wipe purge destroy reset update change modify edit rename move replace"
        + " set create add make book order buy send submit write save stop end close terminate kill revoke undo void"
        + " rid off take unsubscribe deactivate disable uninstall discard trash empty clean archive merge refund"
        + " return don't no longer anymore instead want free");

    private static readonly FrozenSet<ulong> Taking = Stems(
        "delete remove cancel erase clear drop wipe purge destroy reset rid off terminate kill revoke undo void"
        + " unsubscribe discard trash empty don't no longer anymore instead");

    private static readonly FrozenSet<ulong> Making = Stems(
        "create add make set put book order buy send submit write open update change modify edit move schedule reserve"
        + " transfer play turn post register start");

    public static bool TakesAway(TextFacts request) => HasOneOf(request, Taking);

    public static bool Makes(TextFacts request) => HasOneOf(request, Making);

    public static bool OnlyLooks(TextFacts request)
    {
        bool looks = false;
        foreach (Token token in request.Tokens)
        {
            if (Changing.Contains(token.Stem))
            {
                return false;
            }

            looks |= Looking.Contains(token.Stem);
        }

        return looks;
    }

    private static bool HasOneOf(TextFacts request, FrozenSet<ulong> stems)
    {
        foreach (Token token in request.Tokens)
        {
            if (stems.Contains(token.Stem))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<ulong> Stems(string words) =>
        words.Split(' ').Select(word => WordKey.OfStem(word)).ToFrozenSet();
}
