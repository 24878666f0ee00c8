using System.Reflection;
using System.Text.Json;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>Reads files of definitions that are shipped with the app, whatever they define.</summary>
public static class DefinitionFiles
{
    /// <summary>Name and JSON text of each file of an embedded folder, by name.</summary>
    /// <param name="folder">With the slash at its end.</param>
    public static IEnumerable<(string Name, string Json)> Embedded(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name =>
            name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name[folder.Length..], reader.ReadToEnd());
        });
    }

    /// <summary>The definitions of the files that can be read, and what is wrong with the others.</summary>
    public static (IReadOnlyList<(string File, T Definition)> Definitions, IReadOnlyList<DefinitionError> Errors) Read<T>(
        IEnumerable<(string Name, string Json)> files) where T : class
    {
        var (definitions, errors) = (new List<(string, T)>(), new List<DefinitionError>());
        foreach (var (name, json) in files)
        {
            try
            {
                definitions.Add((name, JsonSerializer.Deserialize<T>(json, AppJson.Strict)
                    ?? throw new JsonException("The file is null.")));
            }
            catch (JsonException exception)
            {
                errors.Add(new DefinitionError(name, exception.Path ?? "$", exception.Message));
            }
            // A stage or field without a kind. Unlike the other exception this one has its path in the message alone.
            catch (NotSupportedException exception)
            {
                errors.Add(new DefinitionError(name, PathIn(exception.Message), "Must have a kind."));
            }
        }

        return (definitions, errors);
    }

    private static string PathIn(string message)
    {
        const string Before = "Path: ";
        var from = message.IndexOf(Before, StringComparison.Ordinal);
        return from < 0 ? "$" : message[(from + Before.Length)..].Split(" |")[0].TrimEnd('.');
    }
}
