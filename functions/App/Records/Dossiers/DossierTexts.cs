using FunctionsApp.Platform;

namespace FunctionsApp.Records.Dossiers;

/// <summary>Words of the page of a dossier.</summary>
public static class DossierTexts
{
    public static readonly LocalizedText Intro = new(
        "这是一份申请的档案：申请内容、材料、审批结果、信件和事实记录，均以下载者有权查看的内容为限。可离线保存和核对。",
        "This is the dossier of an application: its content, documents, decisions, letters and record of facts, "
        + "as far as the person who downloaded it may see them. It can be kept and checked offline.");

    public static readonly LocalizedText Organisation = new("申请单位", "Organisation");
    public static readonly LocalizedText MadeAt = new("生成时间", "Made");
    public static readonly LocalizedText MadeFor = new("提供给", "Made for");
    public static readonly LocalizedText Files = new("文件", "Files");
    public static readonly LocalizedText File = new("文件名", "File");
    public static readonly LocalizedText Content = new("内容", "Content");
    public static readonly LocalizedText Bytes = new("字节", "Bytes");
    public static readonly LocalizedText Digest = new("SHA-256 摘要", "SHA-256 digest");
    public static readonly LocalizedText Altered = new(
        "存储的内容与接收时不一致，未放入档案", "What is stored is not what was accepted; it is left out");

    public static readonly LocalizedText Verify = new("如何核对", "How to check it");
    public static readonly LocalizedText Letters = new("致申请单位的信件", "Letters to the organisation that applies");
    public static readonly LocalizedText LettersMade = new(
        "信件寄出后不保存，以下内容由记录重新生成；仅含此档案的下载者有权查看的信件。提醒信不在其中；已删除的内容为空。",
        "Letters are sent and not kept: these are made of the record again, those that the person who downloaded it may see. "
        + "Reminders are not among them; what was erased is left empty.");

    public static readonly LocalizedText NoLetter = new("没有信件。", "There is no letter.");

    /// <summary>What an entry without a document holds; null for one that needs no words.</summary>
    public static LocalizedText? Of(string path) => path switch
    {
        "application.json" => new("申请", "The application"),
        "form.json" => new("申请表及填写内容", "The form and its answers"),
        "decisions.json" => new("各环节结果和审批意见", "Outcomes and decisions of the stages"),
        DossierManifest.FactsFile => new("事实记录", "The record of facts"),
        DossierManifest.LettersFile => Letters,
        DossierManifest.ProofFile => new("记录已纳入签名根的证明", "Proof that the record is below a signed root"),
        _ => null,
    };

    public static LocalizedText Version(LocalizedText document, int version) =>
        new($"{document.Chinese}，第{version}版", $"{document.English}, version {version}");

    public static LocalizedText Reader(string reader) => reader switch
    {
        "applicant" => new("申请单位", "the organisation that applies"),
        "auditor" => new("审计人员", "an auditor"),
        _ => new("工作人员", "an officer"),
    };

    /// <summary>How to check a dossier, with what to type where a command does it.</summary>
    public static IReadOnlyList<(LocalizedText Step, string? Command)> Steps(bool hasProof) =>
    [
        (new(
            "封印：压缩包末尾 71 个字节为 sha256: 和此前全部字节的 SHA-256。两行结果应相同。",
            "The seal: the last 71 bytes of the ZIP are sha256: and the SHA-256 of all bytes before them. Both lines must agree."),
            "head -c -71 dossier.zip | sha256sum\ntail -c 64 dossier.zip"),
        (new(
            "文件：每个文件的长度和 SHA-256 应与 manifest.json 一致。",
            "The files: length and SHA-256 of each must be those in manifest.json."),
            null),
        (new(
            "事实记录：facts.json 中每条的 hash 是 sealed 文本（UTF-8）的 SHA-256，previous 是前一条的 hash，编号连续；"
                + "最后一条即 manifest.json 的 head。"
            + "内容不予显示的，只核对其 hash 与下一条的 previous。",
            "The record: in facts.json each hash is the SHA-256 of the text sealed in UTF-8, previous is the hash of the fact before, "
            + "numbers have no gaps, and the last one is the head of manifest.json. "
            + "Of one whose content is withheld, the next one's previous must be its hash."),
            null),
        (new(
            "材料：事实 DocumentAccepted 中的 SHA-256 应与对应文件一致。",
            "The documents: the SHA-256 in the fact DocumentAccepted must be that of the file."),
            null),
        .. hasProof ? [(new LocalizedText(
            "证明：proof.txt 证明记录的最后一条已纳入已公布的签名根。",
            "The proof: proof.txt shows that the last fact is below a published, signed root."),
            (string?)null)] : Array.Empty<(LocalizedText, string?)>(),
    ];
}
