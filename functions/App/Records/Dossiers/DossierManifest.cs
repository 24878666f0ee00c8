using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Records.Dossiers;

/// <summary>What a dossier holds: its last entry, which lists all others in the order of writing.</summary>
/// <param name="Application">Its id.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Reader">What its reader may see decides what is in it: applicant, officer or auditor.</param>
/// <param name="Head">The end of the chain that the dossier's facts show.</param>
public sealed record DossierManifest(
    string Format, string Application, DateTimeOffset MadeAt, string Reader, DossierHead Head, IReadOnlyList<DossierFile> Files)
{
    public const string Name = "manifest.json";

    /// <summary>The entry of the record of facts.</summary>
    public const string FactsFile = "facts.json";

    /// <summary>The entry of the proof that the record is in the log.</summary>
    public const string ProofFile = "proof.txt";

    /// <summary>The entry of the letters to the applicant.</summary>
    public const string LettersFile = "letters.json";

    /// <summary>The folder of documents: below it are type, version and name.</summary>
    public const string DocumentsFolder = "documents";

    /// <summary>Another one where a reader of this one would misread it.</summary>
    public const string CurrentFormat = "dossier/1";
}

/// <summary>The end of a chain of facts.</summary>
/// <param name="Number">Of the last fact; 0 where there is none.</param>
/// <param name="Hash">Lower-case hex; empty where there is none.</param>
public sealed record DossierHead(int Number, string Hash)
{
    public static DossierHead Of(FactRecord record) =>
        record.Facts.Count == 0 ? new(0, "") : new(record.Facts[^1].Number, record.Facts[^1].Hash);
}

/// <summary>An entry of the dossier.</summary>
/// <param name="Sha256">Lower-case hex of the content; of an altered document, of what was accepted.</param>
public sealed record DossierFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Of the document; absent on the other entries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>Of the document; absent on the other entries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    /// <summary>
    /// What the malware scan of the document found when it was accepted, by the name of its <see cref="ScanState"/>; absent on the other
    /// entries, and in earlier dossiers.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scan { get; init; }

    /// <summary>What storage has is not what was accepted, or is gone: the dossier has no such entry. Absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Altered { get; init; }
}
