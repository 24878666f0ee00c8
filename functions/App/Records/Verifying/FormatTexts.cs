using FunctionsApp.Platform;

namespace FunctionsApp.Records.Verifying;

/// <summary>The specification of records, dossiers and proofs. A program was written from it alone: tests/verify_dossier.py.</summary>
public static class FormatTexts
{
    public static readonly LocalizedText Title = new("记录与证明的格式", "Format of records and proofs");
    public static readonly LocalizedText Vector = new("对照数据", "Test vector");
    public static readonly LocalizedText Sealed = new("封存的文本", "Sealed text");
    public static readonly LocalizedText Hash = new("其 SHA-256", "Its SHA-256");
    public static readonly LocalizedText Entry = new("日志项", "Entry of the log");
    public static readonly LocalizedText Leaf = new("叶哈希", "Hash of the leaf");
    public static readonly LocalizedText Root = new("含两个相同日志项的日志的根", "Root of a log that has this entry twice");

    /// <summary>Sections in order: title, then paragraphs.</summary>
    public static readonly IReadOnlyList<(LocalizedText Title, IReadOnlyList<LocalizedText> Paragraphs)> Sections =
    [
        (new("1. 记录（facts.json）", "1. The record (facts.json)"),
        [
            new("facts 按 number 从 1 起连续排列。每一项的 hash 是 sealed 的 UTF-8 字节的 SHA-256（小写十六进制）；previous "
                + "是上一项的 hash，第一项为空文本。",
                "facts are in order of number, from 1, without gaps. The hash of each is the SHA-256, in lower-case hex, of the "
                    + "UTF-8 bytes of its sealed; previous is the hash of the fact before, empty for the first."),
            new("sealed 是按 RFC 8785 书写的 JSON 数组，有七个文本：subject、number（十进制）、type、at、actor、data（JSON 文本）、"
                + "previous。显示的各成员须与之相同。",
                "sealed is a JSON array of seven texts, written by RFC 8785: subject, number (decimal), type, at, actor, data "
                    + "(as JSON text), previous. The members that are shown must equal it."),
            new("withheld 为 true 的项不显示内容（actor、data、sealed 须为 null）：只检查它在链中的位置，其 type 和 at 无从验证。",
                "A fact that is withheld shows no content (actor, data and sealed must be null): its place in the chain alone can be "
                    + "checked, not its type or at."),
            new("JSON 均为不带 BOM 的 UTF-8；成员名区分大小写，同一对象中不得重复；嵌套不超过 64 层。",
                "All JSON is UTF-8 without a byte order mark, nested at most 64 deep; names of members are case-sensitive, and no "
                    + "object has one twice."),
        ]),
        (new("2. 案卷（ZIP）", "2. The dossier (ZIP)"),
        [
            new("各文件不压缩，占用各自的字节，目录与各文件头一致，名称互不相同（不区分大小写）；最后一个是 manifest.json。"
                + "files 按顺序列出其余所有文件的 path、bytes 和 sha256；head 是记录末项的 number 和 hash；format 为 dossier/1。",
                "Files are stored without compression, each in bytes of its own and with a header that agrees with the directory; no "
                    + "two have the same name, also where case is ignored; the last one is manifest.json. Its files lists all others "
                    + "in their order with path, bytes and sha256; head is the number and hash of the record's last fact; format is "
                    + "dossier/1."),
            new("有 type 和 version 的文件是材料：记录中须有一项 DocumentAccepted，其 data 的 type、version、sha256 与之相同；有 scan 的，"
                + "须与其 data 的 scan 相同，data 中没有时为 Unscanned。其路径为 documents/{type}/{version}/ 加文件名，"
                + "其余文件不在文件夹中。altered 为 true 的文件不在案卷中。",
                "A file with type and version is a document: the record must have a fact DocumentAccepted whose data has the "
                    + "same type, version and sha256; where it has a scan, also the same scan, which is Unscanned where the data has "
                    + "none. Its path is documents/{type}/{version}/ and a name; no other file is in a folder. A file "
                    + "that is altered is not in the dossier."),
            new("letters.json 是致申请单位的信件，按时间先后排列，每封有 at（UTC）、language（zh-CN 或 en）、subject 和 text。"
                + "信件由记录重新生成，仅含案卷读者有权查看的；早先的案卷没有此文件。",
                "letters.json is an array of the letters to the applicant, oldest first, each with at (UTC), language (zh-CN or en), "
                    + "subject and text. They are made of the record again, those that the dossier's reader may see; earlier dossiers "
                    + "have no such file."),
            new("ZIP 注释为 sha256: 加上注释之前全部字节的 SHA-256。",
                "The comment of the ZIP file is sha256: and the SHA-256 of all bytes before the comment."),
        ]),
        (new("3. 日志与证明（proof.txt）", "3. The log and the proof (proof.txt)"),
        [
            new("证明的格式为 C2SP tlog-proof@v1，哈希按 RFC 6962，检查点为 C2SP tlog-checkpoint，由 Ed25519 密钥按 C2SP signed-note "
                + "签名。",
                "The proof has the format C2SP tlog-proof@v1, hashes are those of RFC 6962, the checkpoint is a C2SP "
                    + "tlog-checkpoint, signed with an Ed25519 key as a C2SP signed-note."),
            new("extra 行是日志项的 base64：按 RFC 8785 书写的 JSON 数组，有四个文本：类别（申请为 Applications）、subject、number、"
                + "hash。subject 须为该申请，且记录中该 number 的 hash 须与之相同。",
                "The line extra is the base64 of the entry: a JSON array of four texts, written by RFC 8785: kind (Applications "
                    + "for an application), subject, number, hash. The subject must be the application, and the fact of that "
                    + "number in the record must have that hash."),
            new("签名根公布于 /api/records/checkpoint 和 /api/records/checkpoints/<日期>，密钥在 /api/records/key，哈希块按 C2SP "
                + "tlog-tiles 在 /api/records/tile/。请从可信来源保存密钥和检查点：只有公布过的根才能发现整条链被重写。",
                "Signed roots are published at /api/records/checkpoint and /api/records/checkpoints/<day>, the key at "
                    + "/api/records/key, tiles of hashes at /api/records/tile/ as C2SP tlog-tiles has them. Keep key and "
                    + "checkpoints from a source that you trust: only a root that was published shows that a complete chain was "
                    + "written again."),
        ]),
    ];
}
