using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Governance.Hosting;

/// <summary>The sentences that the code says about its types and members, from the documentation files beside the program.</summary>
public static partial class XmlWords
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = [];

    /// <summary>What a type is, or null.</summary>
    public static string? Of(Type type) => Plain(Find(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What a member is, or null: of a record, the parameter of that name.</summary>
    public static string? Of(JsonPropertyInfo member)
    {
        if (member.AttributeProvider is not PropertyInfo { DeclaringType: { } type } property) return null;
        return Plain(Find(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? Plain(Find(type, $"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Find(Type type, string name) => Files.GetOrAdd(type.Assembly, Read).GetValueOrDefault(name);

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        if (!File.Exists(path)) return [];
        return XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    private static string? Plain(XElement? words)
    {
        if (words is null) return null;
        foreach (var code in words.Descendants("c").ToList()) code.ReplaceWith($"`{code.Value}`");
        foreach (var named in words.Descendants().Where(e => e.Name.LocalName is "paramref" or "see").ToList())
            named.ReplaceWith((named.Attribute("name") ?? named.Attribute("cref"))?.Value.Split('.', ':')[^1] ?? "");
        var plain = White().Replace(words.Value, " ").Trim();
        return plain.Length > 0 ? plain : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
