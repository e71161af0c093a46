using System.Collections.Immutable;
using Valiqor.Analysis.Text;

namespace Valiqor.Analysis.Detectors.HallucinationGrounding;

internal static class ArithmeticReader
{
    public static ImmutableArray<WrongArithmetic> FindWrong(ItemFacts facts) => [];

    public static bool HasArithmetic(TextFacts output) => false;
}

internal sealed record WrongArithmetic(int Start, int End, string Expression, string Stated, string Actual);
