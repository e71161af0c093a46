using System.Collections.Frozen;
using Valiqor.Text;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts;

/// <summary>A part of a request that asks for something of its own.</summary>
internal readonly record struct RequestClause(int Start, int End, int FirstToken, int EndToken)
{
    private const int MostClauses = 40;

    private static readonly FrozenSet<ulong> Joints = Keys("and then also plus additionally afterwards next");

    private static readonly FrozenSet<ulong> Asking = Keys(
        """
        what what's who where when which how why is are does do can could would will please find get show tell give
        calculate compute determine convert translate search look check list create make book reserve schedule send
        email write add put remove delete cancel update change set turn play generate open order buy transfer fetch
        retrieve compare count solve estimate predict recommend suggest summarize analyze describe draw plot order
        need want i'd like let remind
        compare reset enable disable transfer rank sort
        call message post upload download start stop any reserve plan identify locate
        """);

    /// <summary>The sentences that ask, cut where a second request is joined on.</summary>
    public static List<RequestClause> In(TextFacts request)
    {
        var clauses = new List<RequestClause>();
        foreach (Sentence sentence in request.Sentences)
        {
            int first = sentence.FirstToken;
            for (int i = first + 1; i + 1 < sentence.EndToken && clauses.Count < MostClauses; i++)
            {
                if (Joints.Contains(request.Tokens[i].Word) && Asking.Contains(request.Tokens[i + 1].Word))
                {
                    Add(request, first, i, clauses);
                    first = i + 1;
                }
            }

            Add(request, first, sentence.EndToken, clauses);
        }

        return clauses;
    }

    public static bool IsAsking(ulong word) => Asking.Contains(word);

    private static void Add(TextFacts request, int first, int end, List<RequestClause> clauses)
    {
        if (end - first < 2 || clauses.Count >= MostClauses)
        {
            return;
        }

        ReadOnlySpan<Token> tokens = request.Tokens;
        bool asks = request.Text.AsSpan(tokens[end - 1].End, Math.Min(3, request.Text.Length - tokens[end - 1].End))
            .Contains('?');
        for (int i = first; i < end && !asks; i++)
        {
            asks = Asking.Contains(tokens[i].Word);
        }

        if (asks)
        {
            clauses.Add(new RequestClause(tokens[first].Start, tokens[end - 1].End, first, end));
        }
    }

    private static FrozenSet<ulong> Keys(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => WordKey.Of(word)).ToFrozenSet();
}
