using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documentation;

/// <summary>Every reason for which a document is rejected, by code.</summary>
public static class RejectionTable
{
    public static string All => MarkdownTable.Of(
        "code | what the applicant reads",
        typeof(Rejections).GetFields().Select(each => (Rejection)each.GetValue(null)!).Append(Rejections.NotA(DocumentFormat.Pdf))
            .OrderBy(rejection => rejection.Code, StringComparer.Ordinal),
        rejection => [$"`{rejection.Code}`", $"{rejection.Text.English}<br>{rejection.Text.Chinese}"]);
}
