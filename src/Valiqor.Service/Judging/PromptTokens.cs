using Valiqor.Analysis.Judging;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>Counts the tokens of prompts; what the prompts of many items have in common, once.</summary>
/// <remarks>Not for several threads at a time.</remarks>
internal sealed class PromptTokens(TokenCounter counter)
{
    /// <summary>
    /// Two messages of 3 tokens each, and 3 for the answer's start:
    /// https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken.
    /// </summary>
    private const int FrameTokens = (2 * 3) + 3;

    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);

    public int Of(JudgePrompt prompt)
    {
        string asked = prompt.User[..prompt.ItemStart];
        if (!_shared.TryGetValue(asked, out int shared))
        {
            // The same criteria and metrics have the same schema.
            shared = FrameTokens + counter.Count(prompt.System) + counter.Count(asked) + counter.Count(prompt.Schema);
            _shared.Add(asked, shared);
        }

        // The item begins after an empty line, where no token goes across.
        return shared + counter.Count(prompt.User[prompt.ItemStart..]);
    }
}
