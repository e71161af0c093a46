namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Reads "2 + 3 * (4 - 1)" by recursive descent and works it out. Anything it does not know ends the reading.
/// </summary>
internal ref struct ArithmeticExpression(string text, int start)
{
    private const int DeepestNesting = 12;
    private const int MostOperands = 40;

    private ArithmeticLexer _lexer = new(text, start);
    private int _depth;

    public int Operands { get; private set; }

    public bool Divides { get; private set; }

    /// <summary>
    /// Operators without blanks around them: "10-12" and "9/11" are ranges and dates as often as sums.
    /// </summary>
    public bool Tight { get; private set; }

    /// <summary>The units of the operands, and whether adding or taking away mixes different ones.</summary>
    public bool MixesUnits { get; private set; }

    public HashSet<string> Units { get; } = [];

    public int End { get; private set; } = start;

    public double Step { get; private set; } = 1;

    public double? Read() => Sum() is { Value: var value } && double.IsFinite(value) ? value : null;

    private (double Value, string Unit)? Sum()
    {
        if (Product() is not { } sum)
        {
            return null;
        }

        while (Next("+-") is { } sign and not '\0')
        {
            if (Product() is not { } term)
            {
                return null;
            }

            MixesUnits |= sum.Unit != term.Unit;
            sum.Value += sign == '+' ? term.Value : -term.Value;
        }

        return sum;
    }

    private (double Value, string Unit)? Product()
    {
        if (Power() is not { } product)
        {
            return null;
        }

        while (Next("*/") is { } sign and not '\0')
        {
            if (Power() is not { } factor)
            {
                return null;
            }

            Divides |= sign == '/';
            product.Value = sign == '*' ? product.Value * factor.Value : product.Value / factor.Value;
            product.Unit = product.Unit.Length > 0 ? product.Unit : factor.Unit;
        }

        return product;
    }

    private (double Value, string Unit)? Power()
    {
        if (Operand() is not { } power)
        {
            return null;
        }

        if (Next("^") != '\0')
        {
            if (Operand() is not { } exponent)
            {
                return null;
            }

            power.Value = Math.Pow(power.Value, exponent.Value);
        }

        return power;
    }

    private (double Value, string Unit)? Operand()
    {
        if (Operands >= MostOperands)
        {
            return null;
        }

        if (_lexer.Number() is { } number)
        {
            Operands++;
            End = _lexer.Position;
            Step = number.Step;
            Units.Add(number.Unit);

            // A percentage is a part: "80 * 15%" is 12.
            return number.Unit == "%" ? (number.Value / 100, "") : (number.Value, number.Unit);
        }

        if (_depth >= DeepestNesting || Next("(") == '\0')
        {
            return null;
        }

        _depth++;
        (double Value, string Unit)? inner = Sum();
        _depth--;
        return inner is not null && Next(")") != '\0' ? inner : null;
    }

    private char Next(string wanted)
    {
        ArithmeticLexer ahead = _lexer;
        char sign = ahead.Operator();
        if (sign == '\0' || !wanted.Contains(sign))
        {
            return '\0';
        }

        Tight |= !ahead.SpaceBefore && "+-*/".Contains(sign);
        _lexer = ahead;
        End = sign == ')' ? _lexer.Position : End;
        return sign;
    }
}
