using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds orders to leave earlier instructions aside: "ignore all previous …", "vergiss alles davor", "n'obéis plus".
/// </summary>
internal sealed class OverridePhrases : IFindAll<InjectionSearch, Attack>
{
    private const int Behind = 8;
    private const int Ahead = 11;

    /// <summary>What the model is to do in place of what it was told.</summary>
    private const Part Next = Part.Output | Part.Pretend | Part.Task | Part.Reveal;

    private const Part Which = Part.Prior | Part.All | Part.Your | Part.Told;

    public ImmutableArray<string> Rules => ["instruction_override"];

    public void Find(InjectionSearch search, List<Attack> found)
    {
        PartText text = search.Text;
        if (!text.Has(Part.Ignore | Part.SetAside | Part.Void | Part.Despite | Part.Follow | Part.New))
        {
            return;
        }

        for (int i = 0; i < text.Count; i++)
        {
            Part part = text[i];
            if ((part & (Part.Ignore | Part.SetAside)) != 0 && Orders(text, i, out int end)
                && !QuotedMention.Is(text, i, end))
            {
                i = Add(text, i, end, "an order to ignore earlier instructions", 0.9, found);
            }
            else if ((part & (Part.Void | Part.Despite | Part.Follow)) != 0 && Revokes(text, i, out int first, out end)
                && !QuotedMention.Is(text, first, end))
            {
                i = Add(text, first, end, "a claim that earlier instructions no longer hold", 0.85, found);
            }
            else if ((part & Part.New) != 0 && AnnouncesTask(text, i, out first))
            {
                Add(text, first, i + 2, "the announcement of a new task in place of the old one", 0.75, found);
            }
        }
    }

    private static int Add(PartText text, int from, int to, string what, double confidence, List<Attack> found)
    {
        (int start, int end) = text.Span(from, to);
        found.Add(new Attack(start, end, "instruction_override", what, confidence));
        return to - 1;
    }

    private static bool Orders(PartText text, int verb, out int end)
    {
        int last = text.SentenceEnd(verb, Ahead);
        end = last;
        bool core = text.Is(verb, Part.Ignore);
        bool infinitive = text.Is(verb - 1, Part.To) && !Gap(text, verb);
        if (!IsImperative(text, verb))
        {
            return false;
        }

        int noun = First(text, verb + 1, last, Part.Instruction | Part.Rule);
        if (noun >= 0 && NamesInstructions(text, verb, noun, core))
        {
            end = noun + 1;
            return true;
        }

        if (core && !infinitive && NamesEverything(text, verb, last, out end))
        {
            return true;
        }

        // German and Dutch put the verb last: "bitte alle vorherigen Anweisungen ignorieren".
        int first = text.SentenceStart(verb, Behind);
        Part before = text.Between(first, verb);
        end = verb + 1;
        return (before & (Part.Prior | Part.All)) != 0 && (before & (Part.Instruction | Part.Rule)) != 0
            && (before & (Part.Subject | Part.My | Part.Negation)) == 0
            && (core || (before & Part.Prior) != 0 && (before & Part.All) != 0);
    }

    private static bool NamesInstructions(PartText text, int verb, int noun, bool core)
    {
        Part between = text.Between(verb + 1, noun + 3);
        Part close = text.Between(verb + 1, noun);
        bool strong = text.Is(noun, Part.Instruction);
        bool which = (between & Which) != 0 && !text.Is(noun - 1, Part.My) && (close & (Part.Subject | Part.My)) == 0;
        bool earlier = (between & (Part.Prior | Part.Your | Part.Told)) != 0;
        return which && (core, strong) switch
        {
            (true, true) => true,
            (true, false) => earlier,
            (false, true) => earlier && (between & Part.Your) != 0 || (between & Part.Prior) != 0,
            _ => (between & Part.Your) != 0 && (close & (Part.All | Part.Ethic)) != 0
                || (between & Part.Prior) != 0 && (close & Part.All) != 0,
        };
    }

    /// <summary>"Forget everything", "ignore the above", "vergiss alles, was ich gesagt habe".</summary>
    private static bool NamesEverything(PartText text, int verb, int last, out int end)
    {
        for (int i = verb + 1; i < Math.Min(verb + 5, last); i++)
        {
            if (text.Is(i, Part.My))
            {
                break;
            }

            end = i + 1;
            if (text.Is(i, Part.Prior) && !IsNounPhrase(text, i + 1, last))
            {
                return true;
            }

            if (text.Is(i, Part.All) && IsEverything(text, i, last, out end))
            {
                return true;
            }

            bool toldYou = text.Is(i, Part.Told) && text.IsWord(verb + 1, "what") && text.Is(verb + 2, Part.You);
            if (toldYou || text.Is(i, Part.Told) && text.Between(verb + 1, i + 3) is var near
                && (near & Part.Subject) != 0
                && (near & Part.Prior) != 0)
            {
                return true;
            }
        }

        end = last;
        return false;
    }

    private static bool IsEverything(PartText text, int all, int last, out int end)
    {
        end = all + 1;
        int told = First(text, all + 1, Math.Min(all + 6, last), Part.Told | Part.Prior);
        if (told >= 0 && !text.Is(told + 1, Part.About) && !IsNounPhrase(text, told + 1, last))
        {
            end = told + 1;
            return true;
        }

        bool stops = all + 1 >= text.Count || text.Is(all + 1, Part.Gaps);
        bool goesOn = all + 1 < text.Count && (text.Is(all + 1, Next)
            || text.Is(all + 2, Next));
        bool documents = text.Is(all + 1, Part.Document)
            && (text.Between(all, all + 4) & (Part.Told | Part.Prior)) != 0;
        return documents || (stops || goesOn) && (text.Between(all + 1, all + 7) & Next) != 0;
    }

    /// <summary>A noun that is no instruction follows: "ignore the previous <em>commits</em>".</summary>
    private static bool IsNounPhrase(PartText text, int next, int last) =>
        next < last && !Gap(text, next)
        && (text[next] & ~Part.Gaps & ~Part.Meta) == Part.None
        && text.Facts.Tokens[next].IsContent;

    /// <summary>
    /// "All prior instructions are void", "contrary to your instructions", "do not follow the above rules".
    /// </summary>
    private static bool Revokes(PartText text, int word, out int first, out int end)
    {
        first = word;
        end = text.SentenceEnd(word, Ahead);
        if (text.Is(word, Part.Void))
        {
            first = text.SentenceStart(word, Ahead);
            Part before = text.Between(first, word);
            end = word + 1;
            return (before & (Part.Instruction | Part.Rule | Part.Document)) != 0 && (before & Part.Prior) != 0
                && ((before & Part.All) != 0 || text.Is(first, Part.Prior) && (before & Part.Instruction) != 0);
        }

        Part after = text.Between(word + 1, end);
        if (text.Is(word, Part.Despite))
        {
            return (after & (Part.Prior | Part.Told | Part.Your)) != 0 && (after & Part.Instruction) != 0
                || (after & Part.Told) != 0 && text.IsWord(word + 1, "what") && (after & Part.You) != 0;
        }

        bool negated = text.Is(word - 1, Part.Negation) || text.Is(word - 2, Part.Negation)
            || text.Is(word + 1, Part.Negation);
        bool ordered = negated && (text.Between(word - 3, word) & Part.Subject) == 0;
        return ordered && ((after & Part.Prior) != 0 || (after & Part.You) != 0 && (after & Part.Told) != 0)
            && (after & (Part.Instruction | Part.Rule | Part.Told)) != 0;
    }

    /// <summary>"Now comes a new task", "nun folgen neue Aufgaben": the old one is to be taken as done.</summary>
    private static bool AnnouncesTask(PartText text, int word, out int first)
    {
        first = text.SentenceStart(word, 6);
        if (!text.Is(word + 1, Part.Task) || text.Is(word + 1, Part.Gaps))
        {
            return false;
        }

        // "New instructions: …" opens the attack itself.
        if (first == word && text.Is(word + 1, Part.Instruction) && text.Is(word + 2, Part.Mark))
        {
            return true;
        }

        Part before = text.Between(first, word);
        bool colon = (text.Between(word + 2, word + 3) & Part.Output) != 0;
        return (before & Part.Now) != 0 && (before & (Part.My | Part.Subject)) == 0
            && (text.Has(Part.Start | Part.Ignore) || colon || text.Is(word, Part.New) && IsPraise(text, first));
    }

    /// <summary>The attack of "Well done! Now comes a new task" praises the model for a task it never had.</summary>
    private static bool IsPraise(PartText text, int before) => before is > 0 and <= 20;

    private static bool IsImperative(PartText text, int verb)
    {
        if (verb == 0 || text.Is(verb, Part.Break | Part.NewLine) || text.Is(verb, Part.Mark))
        {
            return true;
        }

        if (text.Is(verb - 1, Part.Subject | Part.Negation | Part.Article | Part.My)
            || text.Is(verb - 1, Part.Output) && !text.Is(verb - 1, Part.Please)
            || text.Is(verb - 1, Part.Modal) && text.Is(verb - 2, Part.Subject))
        {
            return false;
        }

        ReadOnlySpan<char> before = text.Word(verb - 1);
        bool plural = before.Length > 3 && before[^1] == 's' && (text[verb - 1] & ~Part.Gaps) == Part.None;
        return !plural || char.IsUpper(text.Word(verb)[^1]);
    }

    private static bool Gap(PartText text, int token) => text.Is(token, Part.Gaps);

    private static int First(PartText text, int from, int to, Part part)
    {
        for (int i = from; i < to; i++)
        {
            if (text.Is(i, part))
            {
                return i;
            }
        }

        return -1;
    }
}
