using System.Xml.Linq;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>The values of an alert's infos taken together. Where they differ, the gravest counts, and those who verify see all.</summary>
internal sealed class CapValues(IReadOnlyList<XElement> infos)
{
    private static readonly XNamespace Cap = CapDocument.Namespace;
    private readonly List<string> differing = [];

    /// <summary>Element and values, of those asked for so far: "severity: Moderate, Severe".</summary>
    public IReadOnlyList<string> Differing => differing;

    /// <summary>Of the levels the highest; of CAP's other words the first, as their lists begin with the gravest.</summary>
    public T Gravest<T>(string name, Func<XElement, T> read)
        where T : struct, Enum
    {
        var values = Elements(name).Select(read).ToList();
        return typeof(T) == typeof(WarningLevel) ? values.Max() : values.Min();
    }

    /// <summary>Null where no info has it.</summary>
    public DateTimeOffset? Latest(string name) => Elements(name).Select(element => MomentByOffset.Find(element.Value.Trim())).Max();

    /// <summary>The value of a parameter; null where no info has it.</summary>
    /// <exception cref="ProblemException">unsupported-cap: the infos contradict each other, and none of the values is graver.</exception>
    public string? Parameter(string name)
    {
        var pairs = infos.SelectMany(info => info.Elements(Cap + "parameter"))
            .Where(pair => CapSignal.Text(pair, "valueName") == name && CapSignal.Text(pair, "value") is not null)
            .DistinctBy(pair => CapSignal.Text(pair, "value")).ToList();
        return pairs.Count < 2
            ? pairs.Select(pair => CapSignal.Text(pair, "value")).FirstOrDefault()
            : throw CapSignal.Unsupported(pairs[1], $"名为 {name} 的参数有不同的值", $"the parameter named {name} has different values");
    }

    private IReadOnlyList<XElement> Elements(string name)
    {
        var elements = infos.Select(info => info.Element(Cap + name)).OfType<XElement>().ToList();
        var values = elements.Select(element => element.Value).Distinct().ToList();
        if (values.Count > 1) differing.Add($"{name}: {string.Join(", ", values)}");
        return elements;
    }
}
