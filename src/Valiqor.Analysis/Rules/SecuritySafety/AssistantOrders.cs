using System.Buffers;
using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds sentences of a document or a tool's result that are meant for the model: they say how it is to answer, or
/// what it is to do for somebody. Documents are full of orders to people; those speak of other things.
/// </summary>
internal sealed class AssistantOrders : IFindAll<InjectionSearch, Attack>
{
    private const int LongestOrder = 45;
    private const int MostOrders = 5;

    private static readonly SearchValues<string> Openings = SearchValues.Create(
        [
            "if you are an ai", "if you are a language model", "if you are an llm", "if you're an ai",
            "if you are a large language model", "if you are an assistant", "if you are chatgpt", "attention ai",
            "note to ai", "note to the ai", "note for ai", "note to assistant", "note to llm", "note to the assistant",
            "message to ai", "message for ai", "instructions for ai", "instruction to ai", "instructions to the ai",
            "instruction for the assistant", "instructions for the assistant", "instruction to the model", "dear ai",
            "hey ai", "dear assistant", "dear chatgpt", "hey chatgpt", "hey assistant", "to you, gpt", "to you, claude",
            "ai assistant:", "ai assistants must", "ai assistants should", "ai agents must", "ai models must",
            "llms must", "language models must", "as an ai you must", "the assistant must now", "the ai must now",
            "do not tell the user",
            "don't tell the user", "do not mention this to the user", "without telling the user",
            "do not inform the user", "ignore the user's", "instead of answering the user", "do not answer the user",
            "without informing the user", "hide this from the user", "to: ai",
            "hinweis an die ki", "wenn du eine ki bist", "si tu es une ia",
            "si eres una ia", "nota para la ia", "se sei un'ia",
        ],
        StringComparison.OrdinalIgnoreCase);

    public ImmutableArray<string> Rules => ["addressed_to_model", "answer_order"];

    public void Find(InjectionSearch search, List<Attack> found)
    {
        PartText text = search.Text;
        if (search.IsInput)
        {
            // There they are the user's own.
            return;
        }

        // Every opening has one of these words, which are looked up already.
        int opening = text.Has(Part.Assistant | Part.User) ? text.Text.AsSpan().IndexOfAny(Openings) : -1;
        if (opening >= 0 && !text.Has(Part.Meta))
        {
            int end = text.Text.AsSpan(opening).IndexOfAny('\n', '.') is >= 0 and var stop
                ? opening + stop : text.Text.Length;
            found.Add(new Attack(opening, end, "addressed_to_model", "a sentence addressed to the model", 0.85));
        }

        if (!text.Has(Part.ReplyNoun | Part.ReplyVerb | Part.User))
        {
            return;
        }

        int orders = 0;
        for (int first = 0; first < text.Count && orders < MostOrders;)
        {
            int end = text.SentenceEnd(first, LongestOrder);
            if (IsOrder(text, first, end) && !QuotedMention.Is(text, first, end))
            {
                (int start, int stop) = text.Span(first, end);
                found.Add(new Attack(start, stop, "answer_order", "an order on how the model is to answer", 0.8));
                orders++;
            }

            first = Math.Max(end, first + 1);
        }
    }

    private static bool IsOrder(PartText text, int first, int end)
    {
        Part all = text.Between(first, end);
        if ((all & (Part.ReplyNoun | Part.ReplyVerb | Part.User)) == 0)
        {
            return false;
        }

        bool coded = (all & (Part.Language | Part.Cipher)) != 0;
        if (DescribesReply(text, first, end, coded))
        {
            return true;
        }

        int verb = Verb(text, first, end);
        if (verb < 0)
        {
            return false;
        }

        if (text.Is(verb, Part.ReplyVerb) && !text.Is(verb + 1, Part.To | Part.My))
        {
            // People ask each other for another language too, but not on a line of its own.
            return coded && (all & Part.People) == 0
                && ((all & Part.Cipher) != 0 || IsLine(text, first, end));
        }

        int noun = OwnReply(text, verb, end);
        if (noun >= 0)
        {
            bool inserts = Inserts(text, verb);
            return coded || inserts && (all & Part.People) == 0 && !IsPolite(text, first, verb)
                && (IsLine(text, first, end) || !SpeaksOfReplies(text, first, end));
        }

        return TellsUser(text, verb, end, all);
    }

    /// <summary>"Your answer must contain the phrase '…'", "make sure your reply mentions …".</summary>
    private static bool DescribesReply(PartText text, int first, int end, bool coded)
    {
        int noun = first;
        while (noun < end && noun - first < 6 && !text.Is(noun, Part.ReplyNoun))
        {
            noun++;
        }

        if (!text.Is(noun, Part.ReplyNoun) || !text.Is(noun - 1, Part.Your))
        {
            return false;
        }

        Part rest = text.Between(noun + 1, end);
        bool sure = text.IsWord(first, "ensure") || text.IsWord(first + 1, "sure") || text.IsWord(first + 1, "ensure");
        bool phrase = text.Is(noun + 1, Part.Modal) && (text.Between(noun + 1, noun + 4) & Part.EditVerb) != 0
            && (rest & Part.Quoted) != 0;
        return (rest & Part.People) == 0 && (sure || phrase || text.Is(noun + 1, Part.Modal) && coded);
    }

    /// <summary>The verb that the order starts with, behind "please", "can you", "in your response,".</summary>
    private static int Verb(PartText text, int first, int end)
    {
        int last = Math.Min(end, first + 9);
        for (int i = first; i < last; i++)
        {
            bool starts = i == first || text.Is(i, Part.Mark)
                || text.Is(i - 1, Part.Please | Part.You | Part.Now | Part.Negation | Part.Start | Part.Head)
                || text.Is(i - 1, Part.Modal) && (i == first + 1 || text.Is(i - 2, Part.You))
                || text.IsWord(i - 1, "to") && MakesSure(text, i) || text.IsWord(i - 1, "and");
            if (starts && text.Is(i, Part.EditVerb | Part.ReplyVerb | Part.Output) && !text.Is(i - 1, Part.Subject))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsLine(PartText text, int first, int end) =>
        text.Is(first, Part.NewLine) && (end >= text.Count || text.Is(end, Part.NewLine));

    /// <summary>A text on how to answer letters or questions has the words elsewhere too.</summary>
    private static bool SpeaksOfReplies(PartText text, int first, int end) =>
        ((text.Between(0, first) | text.Between(end, text.Count)) & (Part.ReplyNoun | Part.ReplyVerb)) != 0;

    private static bool MakesSure(PartText text, int i) =>
        text.IsWord(i - 2, "sure") || text.IsWord(i - 2, "remember") || text.IsWord(i - 2, "need")
        || text.IsWord(i - 2, "have");

    /// <summary>"Your answer", "the response", "deine Antwort": what the order is about; -1 where it is not.</summary>
    private static int OwnReply(PartText text, int verb, int end)
    {
        int start = text.SentenceStart(verb, 8);
        for (int i = start; i < end; i++)
        {
            if (text.Is(i, Part.ReplyNoun) && i != verb
                && (text.Is(i - 1, Part.Your) || text.Is(i - 2, Part.Your) && !text.Is(i - 1, Part.To))
                && !text.Is(i - 1, Part.My)
                && !(text.IsWord(i + 1, "to") && text.Is(i + 2, Part.Article | Part.My)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Verbs that put something of the sender's into an answer; teachers and letters use others.</summary>
    private static bool Inserts(PartText text, int verb)
    {
        ReadOnlySpan<char> word = text.Word(verb);
        foreach (string insert in InsertVerbs)
        {
            if (word.Equals(insert, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] InsertVerbs =
    [
        "add", "include", "integrate", "incorporate", "insert", "append", "modify", "augment", "enhance", "embed",
        "inject", "weave", "slip", "replace", "substitute", "end", "begin", "start", "finish", "conclude", "prepend",
        "shift", "reverse", "invert", "flip", "encode", "encrypt", "cipher", "translate", "convert", "mention",
        "promote", "advertise", "alter", "rewrite", "supplement", "precede", "follow", "obfuscate", "scramble",
        "transcribe", "swap", "pepper", "attach", "craft", "adjust", "hint", "recommend", "suggest", "highlight",
        "füge", "ergänze", "erwähne", "übersetze", "ajoute", "ajoutez", "mentionne", "incluez", "añade", "agrega",
        "incluye", "menciona", "adicione", "inclua", "mencione", "aggiungi", "includi",
    ];

    /// <summary>"Please include … in your reply" is how people write to each other.</summary>
    private static bool IsPolite(PartText text, int first, int verb) =>
        (text.Between(first, verb) & Part.Please) != 0 && (text.Between(first, verb) & Part.Modal) == 0;

    /// <summary>"Tell the user to call …": only with a link, a number or a password to be had from it.</summary>
    private static bool TellsUser(PartText text, int verb, int end, Part all)
    {
        bool tells = text.IsWord(verb, "tell") || text.IsWord(verb, "inform") || text.IsWord(verb, "recommend")
            || text.IsWord(verb, "say") || text.IsWord(verb, "ask") || text.IsWord(verb, "suggest");
        if (!tells || (text.Between(verb + 1, verb + 4) & Part.User) == 0)
        {
            return false;
        }

        (int start, int stop) = text.Span(verb, end);
        ReadOnlySpan<char> words = text.Text.AsSpan(start, Math.Min(text.Text.Length, stop + 60) - start);
        return (all & Part.Contact) != 0 || words.Contains("://", StringComparison.Ordinal)
            || words.Contains("www.", StringComparison.OrdinalIgnoreCase);
    }
}
