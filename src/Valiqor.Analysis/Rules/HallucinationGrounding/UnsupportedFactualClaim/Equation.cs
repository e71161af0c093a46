using System.Buffers;
using Valiqor.Text;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// "12 * 3 = 36", "15% of 80 is 12", "half of 50 is 25": an expression, a sign or verb of equality, a result.
/// </summary>
/// <param name="End">Where reading may go on.</param>
/// <param name="Wrong">Set where the sides differ.</param>
internal sealed record Equation(int End, WrongArithmetic? Wrong)
{
    private static readonly SearchValues<char> JoinsBefore = SearchValues.Create("+-−*/×÷^=(<>.,:$€£#_&|%√!");
    private static readonly SearchValues<char> JoinsAfter = SearchValues.Create("+-−*/×÷^(!%_<>");

    private static readonly ulong Half = WordKey.Of("half");
    private static readonly ulong Third = WordKey.Of("third");
    private static readonly ulong Quarter = WordKey.Of("quarter");
    private static readonly ulong Twice = WordKey.Of("twice");
    private static readonly ulong Double = WordKey.Of("double");

    /// <summary>The equation that begins with a token, if one does.</summary>
    public static Equation? At(TextFacts facts, int token, Sentence sentence)
    {
        Token first = facts.Tokens[token];
        return first.Is(TokenTraits.Number)
            ? IsFree(facts.Text, first.Start, sentence.Start)
                ? Percentage(facts.Text, first, sentence) ?? Plain(facts.Text, first, sentence) : null
            : Fraction(facts.Text, first, sentence);
    }

    private static Equation? Plain(string text, Token first, Sentence sentence)
    {
        int start = StartOf(text, first.Start);
        var ahead = new ArithmeticLexer(text, first.Start);
        if (text[start] != '(' && (ahead.Number() is null || !"+-*/^".Contains(ahead.Operator())))
        {
            return null;
        }

        var left = new ArithmeticExpression(text, start);
        if (left.Read() is not { } actual || left.Operands < 2 || left.MixesUnits)
        {
            return null;
        }

        string expression = text[start..left.End];
        return Compare(text, start, sentence, left.End, actual, left.Divides, left.Tight, left.Units, expression);
    }

    private static Equation? Percentage(string text, Token first, Sentence sentence)
    {
        var lexer = new ArithmeticLexer(text, first.Start);
        if (lexer.Number() is not { } part)
        {
            return null;
        }

        char sign = lexer.Operator();
        bool percent = (sign == 'o' && part.Unit == "%") || sign == 'p';
        if (!percent || lexer.Number() is not { } whole || whole.Unit == "%")
        {
            return null;
        }

        int end = lexer.Position;
        return Compare(
            text, first.Start, sentence, end, part.Value / 100 * whole.Value, true, false, [whole.Unit],
            text[first.Start..end]);
    }

    private static Equation? Fraction(string text, Token word, Sentence sentence)
    {
        double? factor = word.Word == Half ? 0.5 : word.Word == Third ? 1.0 / 3 : word.Word == Quarter ? 0.25
            : word.Word == Twice || word.Word == Double ? 2 : null;
        if (factor is not { } by)
        {
            return null;
        }

        var lexer = new ArithmeticLexer(text, word.End);
        if (by < 1 && lexer.Operator() != 'o')
        {
            return null;
        }

        // "Three quarters of 80": the number before the word belongs to it.
        bool counted = IsCounted(text, word.Start);
        if (counted || lexer.Number() is not { } whole || whole.Unit == "%")
        {
            return null;
        }

        int end = lexer.Position;
        return Compare(text, word.Start, sentence, end, by * whole.Value, true, false, [whole.Unit],
            text[word.Start..end]);
    }

    private static bool IsCounted(string text, int start)
    {
        int end = start;
        while (end > 0 && text[end - 1] is ' ' or '-')
        {
            end--;
        }

        int first = end;
        while (first > 0 && char.IsLetterOrDigit(text[first - 1]) && end - first < 10)
        {
            first--;
        }

        ulong word = WordKey.Of(text.AsSpan(first, end - first));
        return end > first && (char.IsAsciiDigit(text[end - 1]) || NumberWords.TryValue(word, out _));
    }

    private static Equation? Compare(
        string text, int start, Sentence sentence, int end, double actual, bool divides, bool tight,
        HashSet<string> units,
        string expression)
    {
        var lexer = new ArithmeticLexer(text, end);
        char sign = lexer.Operator();
        bool about = sign == '~';
        if (sign is 'i' or '=')
        {
            ArithmeticLexer ahead = lexer;
            about = ahead.Operator() == '~';
            lexer = about ? ahead : lexer;
        }

        bool verb = sign == 'i';
        if (sign is not ('i' or '=' or '~') || (verb && tight && !expression.AsSpan().ContainsAny('+', '*')))
        {
            return null;
        }

        var right = new ArithmeticExpression(text, SkipMarks(text, lexer.Position));
        if (right.Read() is not { } stated || right.End > sentence.End || !IsFreeAfter(text, right.End, verb))
        {
            return null;
        }

        // "60 * 24 = 1,440 minutes" is fine; "90 minutes = 1.5 hours" converts, and is another matter.
        bool converts = right.Units.Any(unit => unit.Length > 0 && !units.Contains(unit))
            && (units.Any(unit => unit.Length > 0) || verb);
        if (converts || right.MixesUnits)
        {
            return null;
        }

        bool agrees = ArithmeticReader.Agrees(actual, stated, right.Step, divides || right.Divides, about);
        string result = text[SkipMarks(text, lexer.Position)..right.End].Trim();
        return new Equation(
            agrees ? RightStart(text, lexer.Position) : right.End,
            agrees ? null : new WrongArithmetic(start, right.End, expression, result, ArithmeticReader.Format(actual)));
    }

    /// <summary>In "a = b = c" the second side is the first of the next equation.</summary>
    private static int RightStart(string text, int at) => SkipMarks(text, at);

    private static int SkipMarks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '*')
        {
            at++;
        }

        return at;
    }

    private static int StartOf(string text, int number)
    {
        int start = number;
        while (start > 0 && text[start - 1] is '(' or '$' or '€' or '£')
        {
            start--;
        }

        return start;
    }

    /// <summary>Nothing before the number makes it part of something longer, such as "x + 2" or "v2".</summary>
    private static bool IsFree(string text, int number, int sentence)
    {
        int at = StartOf(text, number);
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '`' or '_' or '.' or ','))
        {
            return false;
        }

        int i = at - 1;
        while (i >= sentence && text[i] is ' ' or '*')
        {
            i--;
        }

        bool equality = i >= sentence && text[i] == '=' && i > 0 && text[i - 1] != '=';
        bool clause = i >= sentence && text[i] is ',' or ':' or '.' && i < at - 1;
        return i < sentence || equality || clause || !JoinsBefore.Contains(text[i]);
    }

    private static bool IsFreeAfter(string text, int end, bool verb)
    {
        if (end >= text.Length)
        {
            return true;
        }

        int i = end;
        while (i < text.Length && text[i] is ' ' or '*')
        {
            i++;
        }

        bool touches = char.IsLetterOrDigit(text[end]) || (i < text.Length && JoinsAfter.Contains(text[i]))
            || (text[end] is '.' or ',' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]));
        return !touches && !(verb && i < text.Length && text[i] is '=' or '?');
    }
}
