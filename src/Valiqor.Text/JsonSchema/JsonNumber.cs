using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>A JSON number by its mathematical value, exact at any size: significand × 10^exponent.</summary>
internal readonly struct JsonNumber
{
    // Beyond this an exponent only says "huge" or "tiny"; no JSON text is long enough to tell the difference by digits.
    private const long LargestExponent = 1_000_000_000_000;

    private readonly BigInteger _significand;
    private readonly long _exponent;

    private JsonNumber(BigInteger significand, long exponent)
    {
        _significand = significand;
        _exponent = exponent;
    }

    public static JsonNumber Of(JsonElement number) => Parse(number.GetRawText());

    /// <param name="text">A number as JSON writes it.</param>
    public static JsonNumber Parse(string text)
    {
        int mark = text.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = mark < 0 ? text : text.AsSpan(0, mark);
        long exponent = mark < 0 ? 0 : ExponentOf(text.AsSpan(mark + 1));
        bool negative = mantissa[0] == '-';
        if (negative)
        {
            mantissa = mantissa[1..];
        }

        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        if (significant.Length == 0)
        {
            return default;
        }

        BigInteger value = BigInteger.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
        return new JsonNumber(negative ? -value : value, exponent);
    }

    public bool IsInteger => _significand.IsZero || _exponent >= 0;

    public bool IsPositive => _significand.Sign > 0;

    public int CompareTo(JsonNumber other)
    {
        int sign = _significand.Sign.CompareTo(other._significand.Sign);
        if (sign != 0 || _significand.IsZero)
        {
            return sign;
        }

        // Numbers of other magnitudes differ by it; equal magnitudes have exponents no further apart than their digits.
        int magnitude = Magnitude().CompareTo(other.Magnitude());
        if (magnitude != 0)
        {
            return magnitude * _significand.Sign;
        }

        long shared = Math.Min(_exponent, other._exponent);
        return Scaled(shared).CompareTo(other.Scaled(shared));
    }

    /// <summary>Whether this is an integer times <paramref name="divisor"/>, which is positive.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (_significand.IsZero)
        {
            return true;
        }

        // The significand does not end in 0, so it has no factor 10 to give to a divisor of a higher exponent.
        if (_exponent < divisor._exponent)
        {
            return false;
        }

        BigInteger modulus = divisor._significand;
        BigInteger scale = BigInteger.ModPow(10, _exponent - divisor._exponent, modulus);
        return (_significand % modulus * scale % modulus).IsZero;
    }

    public override int GetHashCode() => HashCode.Combine(_significand, _exponent);

    private static long ExponentOf(ReadOnlySpan<char> text)
    {
        bool parsed = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out long exponent);
        return parsed ? Math.Clamp(exponent, -LargestExponent, LargestExponent)
            : text[0] == '-' ? -LargestExponent : LargestExponent;
    }

    private long Magnitude() => _exponent + BigInteger.Abs(_significand).ToString(CultureInfo.InvariantCulture).Length;

    private BigInteger Scaled(long exponent) => _significand * BigInteger.Pow(10, (int)(_exponent - exponent));
}
