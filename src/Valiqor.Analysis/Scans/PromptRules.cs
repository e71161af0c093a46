using System.Collections.Immutable;

namespace Valiqor.Analysis.Scans;

/// <summary>Failures that prompts invite by what they leave out.</summary>
internal static class PromptRules
{
    private const int SnippetCharacters = 300;

    public static ImmutableArray<ScanRule> All { get; } =
    [
        Lacking(
            "prompt_without_citation_request",
            prompt => prompt.AsksForCitations,
            scene => !scene.Item.Context.IsEmpty,
            "never asks for citations or says how to write them",
            "say in it how passages are numbered, and to cite after each claim the passage that says it",
            "incorrect_citation"),
        Lacking(
            "prompt_without_grounding",
            prompt => prompt.KeepsToContext,
            scene => !scene.Item.Context.IsEmpty,
            "never tells the model to keep to the context",
            "tell the model in it to answer from the context alone",
            "unsupported_factual_claim", "contradiction_with_context", "fabricated_information",
            "retrieved_context_ignored"),
        Lacking(
            "prompt_without_way_out",
            prompt => prompt.SaysWhatWhenUnknown,
            scene => !scene.Item.Context.IsEmpty,
            "never says what to do when the context has no answer",
            "tell the model in it to say so when the context has no answer",
            "unsupported_factual_claim", "fabricated_information", "missing_relevant_context",
            "irrelevant_retrieval"),
        Lacking(
            "prompt_without_format",
            prompt => prompt.ShowsFormat,
            _ => true,
            "shows no format of the answer",
            "state the format in it and show one short example",
            "output_format_non_compliance"),
        Lacking(
            "prompt_without_data_rule",
            prompt => prompt.SetsDataApart,
            _ => true,
            "never says that text of users, passages and tools is data, not instructions",
            "say in it that instructions inside such text are not to be followed",
            "prompt_injection_followed", "prompt_injection_attempt"),
        Lacking(
            "prompt_without_confidentiality",
            prompt => prompt.KeepsItself,
            _ => true,
            "never says that it is not to be repeated",
            "tell the model in it not to reveal it, and keep out of it what must not be read",
            "system_prompt_leak"),
        Lacking(
            "prompt_without_tool_failure_rule",
            prompt => prompt.SaysWhatWhenToolFails,
            _ => true,
            "never says what to do when a tool fails",
            "tell the model in it to say so when a tool fails, and not to go on as if it had not",
            "tool_error_unhandled"),
        new(
            "prompt_with_bare_data",
            "put text of users or passages into prompts without marks around it",
            ["prompt_injection_followed", "prompt_injection_attempt"],
            scene => BareData("prompt_with_bare_data", scene)),
        new(
            "secret_in_prompt",
            "have a prompt that holds a secret of the exposed kind",
            ["sensitive_data_exposure", "system_prompt_leak"],
            scene => Secrets("secret_in_prompt", scene)),
    ];

    /// <summary>
    /// The failure fits where no prompt that may have instructed the item has the trait; then the nearest of them is
    /// shown.
    /// </summary>
    private static ScanRule Lacking(
        string id,
        Func<PromptFacts, bool> has,
        Func<ScanScene, bool> when,
        string what,
        string fix,
        params ImmutableArray<string> subcategories) => new(id, $"have a prompt that {what}", subcategories, scene =>
    {
        PromptChoice choice = scene.Scan.PromptsOf(scene.Item);
        return when(scene) && choice.NoneHas(has)
            ? [Of(scene.NearestOf(choice.Prompts), id, what, fix, choice)]
            : [];
    });

    /// <summary>Blames a place only where every template that takes data in does so without marks.</summary>
    private static IEnumerable<ScanEvidence> BareData(string id, ScanScene scene)
    {
        PromptChoice choice = scene.Scan.PromptsOf(scene.Item);
        ImmutableArray<PromptFacts> taking =
            [.. choice.Prompts.Concat(choice.Besides).Where(prompt => prompt.Data != DataPlacement.None)];
        return taking.Length > 0 && taking.All(prompt => prompt.Data == DataPlacement.Bare)
            ? [Of(
                taking[0],
                id,
                "puts text of users or passages in without marks around it",
                "put such text between tags or other marks, and name them in the prompt",
                choice with { IsExact = choice.IsExact && choice.Prompts.Contains(taking[0]) })]
            : [];
    }

    /// <summary>A secret of the exposed kind stands in a prompt that may have instructed the item.</summary>
    private static IEnumerable<ScanEvidence> Secrets(string id, ScanScene scene)
    {
        PromptChoice choice = scene.Scan.PromptsOf(scene.Item);
        bool leak = scene.Finding.Subcategory.Id == "system_prompt_leak";
        foreach (PromptFacts prompt in choice.Prompts)
        {
            string? kind = prompt.Prompt.Secrets.FirstOrDefault(kind =>
                (leak && choice.IsExact)
                || scene.Evidence.Any(place => place.Description.Contains(kind, StringComparison.Ordinal)));
            if (kind is not null)
            {
                return [Of(
                    prompt,
                    id,
                    $"holds {kind}",
                    "revoke it, and take it out of the prompt: what a model reads it can repeat",
                    choice)];
            }
        }

        return [];
    }

    private static ScanEvidence Of(PromptFacts prompt, string rule, string what, string fix, PromptChoice choice)
    {
        SourcePlace place = prompt.Prompt.Place();
        bool alone = choice.IsExact || choice.Prompts.Length == 1 || rule == "secret_in_prompt";
        string which = alone ? "The prompt" : "No scanned prompt says otherwise: the one";
        string at = place.IsKnown ? $" at {place}" : "";
        string name = prompt.Prompt.Name is { Length: > 0 } called ? $" ({called})" : "";
        return new ScanEvidence(place, rule, $"{which}{at}{name} {what}.", $"In the prompt{at}: {fix}.")
        {
            IsExact = choice.IsExact,
            Snippet = prompt.Flat.Length <= SnippetCharacters ? prompt.Flat : prompt.Flat[..SnippetCharacters],
        };
    }
}
