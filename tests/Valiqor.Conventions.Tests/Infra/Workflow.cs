using Valiqor.Testing;
using YamlDotNet.RepresentationModel;

namespace Valiqor.Conventions.Tests.Infra;

/// <summary>A workflow file of GitHub Actions.</summary>
internal sealed class Workflow(string file)
{
    private readonly YamlMappingNode _root = Load(file);

    public string Name { get; } = Path.GetFileName(file);

    public static IEnumerable<Workflow> All() =>
        Repository.Files(".github/workflows", "*.yml").Order(StringComparer.Ordinal).Select(file => new Workflow(file));

    public bool Has(string member) => _root.Children.ContainsKey(member);

    /// <summary>What the workflow grants to every job, as <c>contents: read</c>.</summary>
    public IEnumerable<string> Permissions() =>
        from permission in ((YamlMappingNode)_root["permissions"]).Children
        select $"{permission.Key}: {permission.Value}";

    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs() =>
        from job in ((YamlMappingNode)_root["jobs"]).Children
        select (job.Key.ToString(), (YamlMappingNode)job.Value);

    /// <summary>The values of a member, such as <c>uses</c>, over all steps.</summary>
    public IEnumerable<string> Steps(string member) =>
        from job in Jobs()
        from step in (YamlSequenceNode)job.Job["steps"]
        where ((YamlMappingNode)step).Children.ContainsKey(member)
        select step[member].ToString();

    private static YamlMappingNode Load(string file)
    {
        using var text = new StreamReader(file);
        var stream = new YamlStream();
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }
}
