using FunctionsApp.Platform;

namespace FunctionsApp.Records.Log;

/// <summary>Words of the page of the log.</summary>
public static class LogTexts
{
    public static readonly LocalizedText Title = new("记录公证", "Log of records");
    public static readonly LocalizedText Intro = new(
        "每项申请、预警和指南的记录都是一条哈希链。每天 00:10 起，各条链的末项写入一个只可追加的日志，其根由本系统签名后公布。"
            + "此后任何人都无法更改已发生的事而不被发现，本系统的运营者也不例外。",
        "The record of each application, warning and guide is a chain of hashes. Each day from 00:10 on, the ends of all chains "
            + "that changed are appended to one log, and its root is signed and published. After that no one can change what "
            + "happened without being found out, the operators of this system included.");

    public static readonly LocalizedText Name = new("日志名称", "Name of the log");
    public static readonly LocalizedText Key = new("验证密钥", "Verifier key");
    public static readonly LocalizedText NoKey = new(
        "尚未设置签名密钥，不公布签名的根。", "No signing key is set, so that no signed roots are published.");
    public static readonly LocalizedText Newest = new("最新的签名根", "Newest signed root");
    public static readonly LocalizedText None = new("第一个签名根将于今晚公布。", "The first signed root is published tonight.");
    public static readonly LocalizedText Day = new("日期", "Day");
    public static readonly LocalizedText Download = new("下载", "Download");
    public static readonly LocalizedText Verify = new("验证案卷", "Verify a dossier");
    public static readonly LocalizedText VerifyIntro = new(
        "案卷是一项申请的全部材料、表单、记录和决定，打包为一个 ZIP 文件。",
        "A dossier is all of an application in one ZIP file: documents, form, record and decisions.");

    public static readonly LocalizedText Format = new("记录与证明的格式", "Format of records and proofs");
    public static readonly LocalizedText FormatIntro = new(
        "格式公开，可以自行编写验证程序。", "The formats are open: anyone can write a program that verifies them.");
}
