using System.Globalization;
using FunctionsApp.Platform;

namespace FunctionsApp.Records.Verifying;

/// <summary>What a check of a dossier looks at, in this order.</summary>
public enum DossierStep
{
    /// <summary>A ZIP file of this format, with a manifest.</summary>
    Format,

    /// <summary>The files are those of the manifest.</summary>
    Files,

    /// <summary>Each fact seals the one before.</summary>
    Chain,

    /// <summary>The documents are those of the facts.</summary>
    Documents,

    /// <summary>The chain is in the log.</summary>
    Proof,

    /// <summary>No byte of the file was changed.</summary>
    Seal,
}

/// <summary>Why a dossier is not sound.</summary>
/// <param name="Place">The first file, or the number of the first fact, that does not fit.</param>
/// <param name="Reason">In both languages.</param>
public sealed record DossierFault(DossierStep Step, string Place, LocalizedText Reason)
{
    /// <summary>The place as a line shows it: whoever made the file may have put in what moves a terminal's cursor.</summary>
    internal string Shown => string.Concat(Place.Select(each => char.IsControl(each) ? '\uFFFD' : each));
}

/// <summary>What a check of a dossier found.</summary>
/// <param name="Fault">The first; null for a sound one.</param>
public sealed record DossierReport(DossierFault? Fault)
{
    public string Application { get; init; } = "";

    /// <summary>Of the making.</summary>
    public string MadeAt { get; init; } = "";

    public int Files { get; init; }

    public int Facts { get; init; }

    /// <summary>Facts whose content the reader of the dossier may not see: their place in the chain alone is checked.</summary>
    public int Withheld { get; init; }

    public int Documents { get; init; }

    /// <summary>Facts that the log proves, from the first; null where the dossier has no proof.</summary>
    public int? Proved { get; init; }

    /// <summary>Of the log; null where there is no proof.</summary>
    public string? Log { get; init; }

    /// <summary>Whether a key that the caller trusts signed the checkpoint.</summary>
    public bool IsSigned { get; init; }

    public bool IsSound => Fault is null;

    /// <summary>One line.</summary>
    public LocalizedText Outcome => Fault is { } fault
        ? new($"不符：{fault.Shown}：{fault.Reason.Chinese}", $"Not sound: {fault.Shown}: {fault.Reason.English}")
        : new(
            string.Create(CultureInfo.InvariantCulture,
                $"完好：{Files} 个文件，{Facts} 项记录（{Withheld} 项不公开内容），{Documents} 份材料"),
            string.Create(CultureInfo.InvariantCulture,
                $"Sound: {Files} files, {Facts} facts ({Withheld} without content), {Documents} documents"));
}
