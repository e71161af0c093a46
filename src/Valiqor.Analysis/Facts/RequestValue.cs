using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts;

/// <summary>Something in a request that a call would carry: a number, an id, a name, a quoted text.</summary>
/// <param name="Role">What makes two values play the same part: their kind and the word or shape beside them.</param>
internal readonly record struct RequestValue(int Start, int End, RequestValueKind Kind, ulong Role, double Number)
{
    private const int MostValues = 60;
    private static readonly ulong Respectively = WordKey.OfStem("respectively");

    /// <summary>The word right before it, another sign of the part it plays: "to 22", "at 3.5%".</summary>
    public ulong Before { get; init; }

    /// <summary>The telling word before a name's preposition: the "concerts" of "concerts in Denver".</summary>
    public ulong Noun { get; init; }

    public static List<RequestValue> In(TextFacts request)
    {
        var values = new List<RequestValue>();
        foreach (Quotation quotation in request.Quotations)
        {
            Add(values, new(quotation.Start, quotation.End, RequestValueKind.Quote, 1, 0));
        }

        foreach (DateMention date in request.Dates)
        {
            Add(values, new(date.Start, date.End, RequestValueKind.Date, 2, date.Day));
        }

        ReadIds(request, values);
        foreach (Quantity number in request.Quantities)
        {
            if (number.Kind is not (QuantityKind.Ordinal or QuantityKind.Marker or QuantityKind.Time)
                && !(number.Spelled && number.Value < 4))
            {
                Add(values, new(
                    number.Start, number.End, RequestValueKind.Number, RoleOf(request, number), number.Value)
                {
                    Before = number.FirstToken > 0 ? request.Tokens[number.FirstToken - 1].Word : 0,
                });
            }
        }

        ReadNames(request, values);
        values.Sort((one, other) => one.Start.CompareTo(other.Start));
        return values;
    }

    private static void Add(List<RequestValue> values, RequestValue value)
    {
        if (values.Count < MostValues && !values.Exists(known => known.Start < value.End && value.Start < known.End))
        {
            values.Add(value);
        }
    }

    /// <summary>Words with a capital that no sentence's start explains, alone or in a row.</summary>
    private static void ReadNames(TextFacts request, List<RequestValue> values)
    {
        foreach (Sentence sentence in request.Sentences)
        {
            int i = sentence.FirstToken;
            while (i < sentence.EndToken)
            {
                int end = i;
                while (end < sentence.EndToken && IsNameWord(request, end) && (end == i || Touch(request, end)))
                {
                    end++;
                }

                // A capital of its own at the start is the sentence's, unless another follows.
                if (end > i && (i > sentence.FirstToken || end - i > 1))
                {
                    Add(values, new(request.Tokens[i].Start, request.Tokens[end - 1].End, RequestValueKind.Name, 3, 0)
                    {
                        Before = i > 0 ? request.Tokens[i - 1].Word : 0,
                        Noun = i > 1 && request.Tokens[i - 2].IsContent ? request.Tokens[i - 2].Stem : 0,
                    });
                }

                i = Math.Max(end, i + 1);
            }
        }
    }

    private static bool IsNameWord(TextFacts request, int at)
    {
        Token token = request.Tokens[at];
        return token.Is(TokenTraits.Capitalized) && token.IsContent && token.Length > 1
            && !RequestClause.IsAsking(token.Word);
    }

    private static bool Touch(TextFacts request, int at) =>
        request.Tokens[at].Start - request.Tokens[at - 1].End == 1
        && request.Text[request.Tokens[at].Start - 1] is ' ' or '-';

    /// <summary>Chunks of letters and digits: A-48213, ev_20391, maria@northwind.io.</summary>
    private static void ReadIds(TextFacts request, List<RequestValue> values)
    {
        string text = request.Text;
        int start = -1;
        for (int i = 0; i <= text.Length && values.Count < MostValues; i++)
        {
            bool inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || "-_@.+/#".Contains(text[i]));
            if (inside)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                int end = i;
                while (end > start && !char.IsLetterOrDigit(text[end - 1]))
                {
                    end--;
                }

                if (IsId(text.AsSpan(start, end - start)))
                {
                    Add(values, new(start, end, RequestValueKind.Id, ShapeOf(text.AsSpan(start, end - start)), 0));
                }

                start = -1;
            }
        }
    }

    private static bool IsId(ReadOnlySpan<char> chunk)
    {
        int digits = 0;
        int letters = 0;
        foreach (char c in chunk)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        bool mail = chunk.IndexOf('@') > 0 && chunk.LastIndexOf('.') > chunk.IndexOf('@');
        return mail || (digits >= 3 && letters >= 1 && char.IsAsciiDigit(chunk[^1])) || (letters == 0 && digits >= 8);
    }

    private static ulong ShapeOf(ReadOnlySpan<char> chunk) =>
        chunk.Contains('@') ? 10UL : char.IsLetter(chunk[0]) ? 11UL : 12UL;

    /// <summary>The unit behind a number or the noun before it.</summary>
    private static ulong RoleOf(TextFacts request, Quantity number)
    {
        if (number.Kind is QuantityKind.Percent or QuantityKind.Money or QuantityKind.Year)
        {
            return 20UL + (ulong)number.Kind;
        }

        if (number.Unit != 0 && number.Unit != Respectively)
        {
            return number.Unit;
        }

        for (int i = number.FirstToken - 1; i >= Math.Max(0, number.FirstToken - 4); i--)
        {
            if (request.Tokens[i].IsContent && !request.Tokens[i].Is(TokenTraits.Number))
            {
                return request.Tokens[i].Stem;
            }
        }

        return 4;
    }
}

internal enum RequestValueKind
{
    Number,
    Date,
    Id,
    Name,
    Quote,
}
