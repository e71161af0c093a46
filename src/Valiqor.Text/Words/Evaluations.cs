using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>Words that praise and words that blame, whatever they are said of.</summary>
public static class Evaluations
{
    private static readonly FrozenSet<ulong> Praise = Keys("""
        good great excellent best better superior exclusive unique premium innovative advanced modern comprehensive
        reliable easy simple quick fast efficient effective powerful successful beneficial affordable competitive
        attractive seamless robust valuable useful helpful impressive wonderful amazing perfect ideal secure safe
        friendly happy enjoyable pleasant satisfied improve enhance boost benefit streamline optimize recommend praise
        special important essential free customized personalized tailored state-of-the-art exciting brilliant favorite
        love enjoy
        """);

    private static readonly FrozenSet<ulong> Blame = Keys("""
        bad terrible awful poor worse worst inferior mediocre outdated obsolete inefficient ineffective weak complicated
        expensive overpriced unreliable insecure harmful useless boring horrible disappointing unsuccessful hinder harm
        damage worsen hurt criticize hate dislike disadvantage drawback unimportant irrelevant trivial unsafe
        uncomfortable unhappy dissatisfied inconvenient undermine weaken hamper discourage inadequate insufficient
        worthless dull flawed failing
        """);

    public static int Of(ulong stem) => Praise.Contains(stem) ? 1 : Blame.Contains(stem) ? -1 : 0;

    private static FrozenSet<ulong> Keys(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => WordKey.OfStem(word)).ToFrozenSet();
}
