using FunctionsApp.Platform;

namespace FunctionsApp.Documents;

/// <summary>Words for what reads found of a blob.</summary>
public static class AlterationTexts
{
    public static LocalizedText Name(Alteration kind) => kind switch
    {
        Alteration.Changed => new("内容已被改动", "changed in storage"),
        Alteration.Missing => new("文件已丢失", "missing in storage"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
