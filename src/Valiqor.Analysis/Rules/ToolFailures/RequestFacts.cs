using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Languages;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>A request beside the tools that were offered for it.</summary>
internal sealed class RequestFacts
{
    /// <summary>With more, the profiles cost more than they tell.</summary>
    private const int MostTools = 64;

    /// <summary>Longer inputs are documents or whole conversations, not one request.</summary>
    private const int LongestRequest = 2_000;

    private readonly ItemFacts _facts;
    private HashSet<ulong>? _words;
    private List<ToolProfile>? _profiles;

    public RequestFacts(ItemFacts facts) => _facts = facts;

    public Item Item => _facts.Item;

    public TextFacts Text => _facts.Input;

    /// <summary>False for long documents and for a request in another language than the tools' descriptions.</summary>
    public bool IsReadable =>
        Item.Input.Length is > 0 and <= LongestRequest && Item.Tools.Length <= MostTools && SharesLanguage();

    public HashSet<ulong> Words => _words ??= ToolProfile.WordsOf(Text, 0, Text.Tokens.Length);

    public List<ToolProfile> Profiles => _profiles ??= [.. Item.Tools.Select(tool => new ToolProfile(tool))];

    public ToolProfile? Find(string name)
    {
        int at = Item.Tools.IndexOf(Item.Tools.FirstOrDefault(tool => ToolNames.AreSame(tool.Name, name))!);
        return at < 0 ? null : Profiles[at];
    }

    /// <summary>The tool whose words the request has most of, and how well it fits.</summary>
    public (ToolProfile? Tool, ToolFit Fit) Best(HashSet<ulong> words, Predicate<ToolProfile>? only = null)
    {
        ToolProfile? best = null;
        ToolFit most = default;
        foreach (ToolProfile profile in Profiles)
        {
            ToolFit fit = profile.FitTo(words);
            if ((only is null || only(profile)) && IsOfRightKind(profile) && (best is null || fit.Score > most.Score))
            {
                (best, most) = (profile, fit);
            }
        }

        return (best, most);
    }

    /// <summary>A deleting tool is not for a request that takes nothing away, nor the other way round.</summary>
    private bool IsOfRightKind(ToolProfile tool) =>
        ToolNames.IsDestructive(tool.Tool.Name)
            ? RequestVerbs.TakesAway(Text)
            : !ToolNames.IsAction(tool.Tool.Name) || !RequestVerbs.TakesAway(Text) || RequestVerbs.Makes(Text);

    /// <summary>Some of these words of the request are an offered tool's own: its subject, no value.</summary>
    public bool SpeaksOfTools(int firstToken, int endToken)
    {
        HashSet<ulong> words = ToolProfile.WordsOf(Text, firstToken, endToken);
        return Profiles.Exists(tool => !tool.FitTo(words).IsNone);
    }

    /// <summary>Telling words beyond those of the tool itself, which may be the value of a parameter.</summary>
    public bool HasObject(ToolProfile tool) => tool.FitTo(Words).OtherWords >= 2;

    private bool SharesLanguage()
    {
        ImmutableArray<TextFacts> descriptions =
            [.. Item.Tools.Take(4).Select(tool => new TextFacts(tool.Description ?? ""))];
        return LanguageGuess.MayBeSame(Text, descriptions);
    }
}
