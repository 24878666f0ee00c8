using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Panels;

/// <summary>What counts as a conflict of interest of an expert. Bound from <c>Panels</c>.</summary>
public sealed class PanelOptions
{
    /// <summary>
    /// Years for which an application that an expert drafted for an organisation keeps the expert from its applications, 0 (never)–20.
    /// Default 3. Source: domain.md, conflict of interest.
    /// </summary>
    [Range(0, 20)]
    public int CommonProjectYears { get; init; } = 3;

    /// <summary>Mail domains that anyone can have, with commas: a shared one means nothing.</summary>
    public string PublicMailDomains { get; init; } =
        "qq.com,foxmail.com,163.com,126.com,yeah.net,139.com,189.cn,sina.com,sohu.com,gmail.com,outlook.com,hotmail.com,icloud.com";
}
