namespace FunctionsApp.Programmes;

/// <summary>What is wrong in a definition file.</summary>
/// <param name="Path">JSON path.</param>
public sealed record DefinitionError(string File, string Path, string Message)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}

/// <summary>Stops the start: all that is wrong with the definitions, at once.</summary>
public sealed class InvalidDefinitionsException(IReadOnlyList<DefinitionError> errors)
    : Exception($"The definitions are not valid:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<DefinitionError> Errors => errors;
}

/// <summary>Reads the definition files <c>{programme}.v{version}.json</c>.</summary>
public static class ProgrammeLoader
{
    /// <summary>The definitions shipped with the app.</summary>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static IReadOnlyList<ProgrammeDefinition> LoadEmbedded() => Load(DefinitionFiles.Embedded("programmes/"));

    /// <param name="files">Name and JSON text.</param>
    /// <exception cref="InvalidDefinitionsException">A file is not valid.</exception>
    public static IReadOnlyList<ProgrammeDefinition> Load(IEnumerable<(string Name, string Json)> files)
    {
        var (definitions, unreadable) = DefinitionFiles.Read<ProgrammeDefinition>(files);
        IReadOnlyList<DefinitionError> errors = [.. unreadable, .. DefinitionChecks.Errors(definitions)];
        return errors.Count == 0 ? [.. definitions.Select(entry => entry.Definition)] : throw new InvalidDefinitionsException(errors);
    }

    /// <summary>The name that a definition's file has.</summary>
    public static string FileName(ProgrammeDefinition definition) => $"{definition.Programme}.v{definition.Version}.json";
}
