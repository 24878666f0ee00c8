using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.People.Sheets;

/// <summary>A sheet between its preview and its import: it waits in the form that confirms it, and nowhere else.</summary>
/// <param name="Content">The file, in letters that a form sends as they are.</param>
/// <param name="Versions">Id and version of each entry that is to be written, one a line.</param>
public sealed record ConfirmedImport(string Content, string Versions)
{
    public const string File = "file";
    public const string Shown = "shown";

    public static ConfirmedImport Of(byte[] file, ImportPlan plan) => new(
        Base64Url.EncodeToString(file),
        string.Join('\n', plan.Rows.Where(row => row.Outcome != RowOutcome.Unchanged).Select(row => $"{row.Row.Id} {row.Seen}")));

    /// <summary>Null for what no preview made.</summary>
    public static (byte[] File, IReadOnlyDictionary<string, string> Shown)? Read(IFormCollection form)
    {
        var content = form[File].ToString();
        if (content.Length == 0 || !Base64Url.IsValid(content)) return null;
        var shown = new Dictionary<string, string>();
        foreach (var line in form[Shown].ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end) shown[line[..end]] = line[(end + 1)..];
        }

        return (Base64Url.DecodeFromChars(content), shown);
    }
}
