using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Readings;

/// <summary>Words of the record of readings.</summary>
public static class ReadingTexts
{
    public static LocalizedText Name(ReadingWay way) => way switch
    {
        ReadingWay.Viewed => new("在线阅读", "in the page"),
        ReadingWay.Downloaded => new("下载", "as a file"),
        _ => new("随卷宗下载", "in the dossier"),
    };
}
