using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Valiqor.Analysis.Judging;

/// <summary>The words that a judge is asked with: the files beside this one, which are reviewed as code is.</summary>
public sealed class JudgePrompts
{
    private const string VersionMark = "<!-- version: ";
    private const int HashCharacters = 8;

    private readonly FrozenDictionary<string, string> _criteria;
    private readonly FrozenDictionary<string, string> _metrics;

    private JudgePrompts(string system, string criteria, string metrics)
    {
        int end = system.IndexOf('\n', StringComparison.Ordinal);
        string declared = system[VersionMark.Length..system.IndexOf(" -->", StringComparison.Ordinal)];
        System = system[(end + 1)..].Trim();
        _criteria = Sections(criteria);
        _metrics = Sections(metrics);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{system}\0{criteria}\0{metrics}"));
        Version = $"{declared}+{Convert.ToHexStringLower(hash)[..HashCharacters]}";
    }

    /// <summary>
    /// The declared version and a hash of the words, as <c>1+0a1b2c3d</c>: no change can go by under an old name.
    /// </summary>
    public string Version { get; }

    /// <summary>What is the same for every item.</summary>
    public string System { get; }

    /// <summary>The ids of the subcategories that a judge can be asked about.</summary>
    public IEnumerable<string> CriterionIds => _criteria.Keys;

    public IEnumerable<string> MetricIds => _metrics.Keys;

    public static JudgePrompts LoadEmbedded() => new(Read("judge.md"), Read("criteria.md"), Read("metrics.md"));

    public bool HasCriterion(string subcategoryId) => _criteria.ContainsKey(subcategoryId);

    public bool HasMetric(string metricId) => _metrics.ContainsKey(metricId);

    /// <exception cref="KeyNotFoundException">There is no such criterion.</exception>
    public string CriterionOf(string subcategoryId) => _criteria[subcategoryId];

    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public string MetricOf(string metricId) => _metrics[metricId];

    private static FrozenDictionary<string, string> Sections(string file) => file
        .Split("## ", StringSplitOptions.RemoveEmptyEntries)
        .Select(section => section.Split('\n', 2))
        .ToFrozenDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);

    private static string Read(string name)
    {
        using Stream stream = typeof(JudgePrompts).Assembly.GetManifestResourceStream($"judge.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
