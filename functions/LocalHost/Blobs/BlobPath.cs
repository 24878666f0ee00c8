using System.Text;
using System.Text.RegularExpressions;

namespace LocalHost.Blobs;

/// <summary>The path of a blob trigger: a container, and a pattern of names with parts in braces.</summary>
public sealed class BlobPath
{
    private readonly Regex pattern;

    private BlobPath(string container, string prefix, Regex pattern, IReadOnlyList<string> names) =>
        (Container, Prefix, this.pattern, Names) = (container, prefix, pattern, names);

    public string Container { get; }

    /// <summary>What every matching name begins with.</summary>
    public string Prefix { get; }

    /// <summary>Names of the parts, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads "container/{part}/rest"; a container alone matches each of its blobs. "{{" and "}}" stand for braces.</summary>
    /// <exception cref="FormatException">No container, a brace without its partner, or a part named twice.</exception>
    public static BlobPath Parse(string path)
    {
        var slash = path.IndexOf('/');
        var container = slash < 0 ? path : path[..slash];
        if (container.Length == 0 || container.AsSpan().ContainsAny('{', '}')) throw new FormatException($"The blob path {path} must begin with the name of a container.");

        var rest = slash < 0 ? "" : path[(slash + 1)..];
        var names = new List<string>();
        var (regex, prefix) = (new StringBuilder("^"), new StringBuilder());
        for (var at = 0; at < rest.Length;)
        {
            var doubled = at + 1 < rest.Length && rest[at] == rest[at + 1];
            if (rest[at] == '}' && !doubled) throw new FormatException($"The blob path {path} has a closing brace without an opening one.");
            if (rest[at] == '{' && !doubled)
            {
                var close = rest.IndexOf('}', at);
                var name = close < 0 ? "" : rest[(at + 1)..close];
                if (!NamePattern.IsMatch(name) || names.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new FormatException($"The blob path {path} has a part without a name of its own.");
                names.Add(name);
                // As in the Functions host, a part takes as much as it can, slashes too.
                regex.Append("(.+)");
                at = close + 1;
                continue;
            }

            if (names.Count == 0) prefix.Append(rest[at]);
            regex.Append(Regex.Escape(rest[at].ToString()));
            at += rest[at] is '{' or '}' ? 2 : 1;
        }

        if (rest.Length == 0) regex.Append(".+");
        return new BlobPath(container, prefix.ToString(), new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline), names);
    }

    /// <summary>The parts of a blob's name by their names, or null when the name does not match.</summary>
    public IReadOnlyDictionary<string, object?>? Match(string blobName)
    {
        if (pattern.Match(blobName) is not { Success: true } match) return null;
        var parts = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in Names.Index()) parts[name] = match.Groups[index + 1].Value;
        return parts;
    }

    private static readonly Regex NamePattern = new("^[A-Za-z_][A-Za-z0-9_]*$");
}
