using System.Reflection;
using System.Xml.Linq;
using Valiqor.Text.Patterns;

namespace Valiqor.Service.Door.OpenApi;

/// <summary>The summaries of an assembly's XML documentation; none where the file is not beside it.</summary>
internal sealed class XmlSummaries
{
    private readonly Dictionary<string, string> _byId;

    private XmlSummaries(Dictionary<string, string> byId) => _byId = byId;

    public static XmlSummaries Of(Assembly assembly)
    {
        string file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
        {
            return new XmlSummaries([]);
        }

        IEnumerable<KeyValuePair<string, string>> rows =
            from member in XDocument.Load(file).Descendants("member")
            let summary = member.Element("summary")
            where summary is not null
            select KeyValuePair.Create((string)member.Attribute("name")!, Words(summary));
        return new XmlSummaries(new Dictionary<string, string>(rows, StringComparer.Ordinal));
    }

    public string? Of(Type type) => _byId.GetValueOrDefault($"T:{type.FullName}");

    /// <param name="member">A property, or the parameter of a record that made it.</param>
    public string? Of(Type type, ICustomAttributeProvider? member) =>
        member is PropertyInfo property
            ? _byId.GetValueOrDefault($"P:{property.DeclaringType?.FullName ?? type.FullName}.{property.Name}")
            : null;

    private static string Words(XElement summary)
    {
        foreach (XElement reference in summary.Descendants("see").ToList())
        {
            string target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? "";
            reference.ReplaceWith(target.Split('.')[^1]);
        }

        return Blanks.Replace(summary.Value, " ").Trim();
    }

    private static readonly Pattern Blanks = Pattern.Of(@"\s+");
}
