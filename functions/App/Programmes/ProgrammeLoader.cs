using System.Reflection;
using System.Text.Json;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>What is wrong in a definition file.</summary>
/// <param name="Path">JSON path.</param>
public sealed record DefinitionError(string File, string Path, string Message)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}

/// <summary>Stops the start: all that is wrong with the definitions, at once.</summary>
public sealed class InvalidDefinitionsException(IReadOnlyList<DefinitionError> errors)
    : Exception($"The programme definitions are not valid:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<DefinitionError> Errors => errors;
}

/// <summary>Reads the definition files <c>{programme}.v{version}.json</c>.</summary>
public static class ProgrammeLoader
{
    private const string Folder = "programmes/";

    /// <summary>The definitions shipped with the app.</summary>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static IReadOnlyList<ProgrammeDefinition> LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return Load(assembly.GetManifestResourceNames().Where(name =>
            name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name[Folder.Length..], reader.ReadToEnd());
        }));
    }

    /// <param name="files">Name and JSON text.</param>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static IReadOnlyList<ProgrammeDefinition> Load(IEnumerable<(string Name, string Json)> files)
    {
        var errors = new List<DefinitionError>();
        var definitions = new List<(string File, ProgrammeDefinition Definition)>();
        foreach (var (name, json) in files)
        {
            try
            {
                var definition = JsonSerializer.Deserialize<ProgrammeDefinition>(json, AppJson.Strict)
                    ?? throw new JsonException("The file is null.");
                definitions.Add((name, definition));
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

        errors.AddRange(DefinitionChecks.Errors(definitions));
        return errors.Count == 0 ? [.. definitions.Select(entry => entry.Definition)] : throw new InvalidDefinitionsException(errors);
    }

    private static string PathIn(string message)
    {
        const string Before = "Path: ";
        var from = message.IndexOf(Before, StringComparison.Ordinal);
        return from < 0 ? "$" : message[(from + Before.Length)..].Split(" |")[0].TrimEnd('.');
    }

    /// <summary>The name that a definition's file has.</summary>
    public static string FileName(ProgrammeDefinition definition) => $"{definition.Programme}.v{definition.Version}.json";
}
