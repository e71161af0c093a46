using System.Buffers;
using System.Collections.Immutable;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds the marks that chat templates put between turns, where a user or a document writes them.</summary>
internal sealed class ChatMarkup : IFindAll<InjectionSearch, Attack>
{
    private const int MostHits = 50;

    /// <summary>Marks of published chat templates (ChatML, Llama 2 and 3, Gemma, Phi) and of tool poisoning.</summary>
    private static readonly string[] Marks =
    [
        "<|im_start|>", "<|im_end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>", "<|eot_id|>",
        "<|start_header_id|>", "<|end_header_id|>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<start_of_turn>",
        "<end_of_turn>", "[system](#", "### System:", "### System Prompt", "###System", "[SYSTEM OVERRIDE",
        "<IMPORTANT>",
        "<INFORMATION>", "</context>", "</user_input>", "</user_query>", "</document>", "</system>", "=====END",
        "[END OF CONTEXT]",
        "[END OF DOCUMENT]", "--- END OF", "[BEGIN SYSTEM", "<system_prompt>", "</system_prompt>", "BEGIN_INSTRUCTION",
    ];

    private static readonly SearchValues<string> Known = SearchValues.Create(Marks, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> Signs = SearchValues.Create("<[#=-");

    public ImmutableArray<string> Rules => ["chat_markup"];

    public void Find(InjectionSearch search, List<Attack> found)
    {
        PartText text = search.Text;
        ReadOnlySpan<char> all = text.Text;
        if (!all.ContainsAny(Signs))
        {
            return;
        }

        int place = all.IndexOfAny(Known);
        for (int hits = 0; place >= 0 && hits < MostHits; hits++)
        {
            int end = End(all, place);
            if (!IsShown(text.Facts, place, end) && Addresses(text, end))
            {
                found.Add(new Attack(
                    place, end, "chat_markup", "a mark that ends the model's turn or poses as the system", 0.85));
                return;
            }

            int next = all[end..].IndexOfAny(Known);
            place = next < 0 ? -1 : end + next;
        }
    }

    private static int End(ReadOnlySpan<char> text, int place)
    {
        foreach (string mark in Marks)
        {
            if (text[place..].StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return place + mark.Length;
            }
        }

        return place + 1;
    }

    /// <summary>In quotes or in code: somebody shows the mark.</summary>
    private static bool IsShown(TextFacts facts, int start, int end)
    {
        ReadOnlySpan<char> text = facts.Text;
        char before = start > 0 ? text[start - 1] : '\n';
        char after = end < text.Length ? text[end] : '\n';
        bool quoted = before is '`' or '"' or '\'' && after is '`' or '"' or '\'' or '\\';
        return quoted || facts.Code.EndOfBlockAt(start) >= 0;
    }

    /// <summary>An order stands behind the mark; an empty tag in a document is markup and no more.</summary>
    private static bool Addresses(PartText text, int end)
    {
        ReadOnlySpan<Token> tokens = text.Facts.Tokens;
        int low = 0;
        int high = tokens.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = tokens[middle].Start < end ? (middle + 1, high) : (low, middle);
        }

        Part near = text.Between(low, low + 12);
        const Part order =
            Part.Instruction | Part.Ignore | Part.Output | Part.Reveal | Part.EditVerb | Part.Unrestricted;
        return (near & order) != 0
            || (near & Part.You) != 0 && (near & (Part.Modal | Part.Assistant | Part.Now)) != 0;
    }
}
