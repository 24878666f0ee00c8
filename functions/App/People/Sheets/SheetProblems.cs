using FunctionsApp.Platform.Http;

namespace FunctionsApp.People.Sheets;

public static class SheetProblems
{
    public static readonly ProblemType ImportRefused = new("import-refused", 400,
        new("表格有误，没有导入任何内容", "The sheet has faults, and nothing was imported"),
        new("请修改 detail 所述内容（errors 逐行列出）后重新导入", "Correct what detail names and errors lists row by row, and import it again"));

    public static readonly ProblemType ImportOvertaken = new("import-overtaken", 409,
        new("导入期间有登记被他人修改，这些行没有保存", "Someone changed entries during the import, and those rows were not saved"),
        new("请重新导入同一文件：已保存的行不会再改变", "Import the same file again: rows that were saved do not change again"));

    public static readonly ProblemType SheetTooLarge = new("sheet-too-large", 413,
        new("文件超过 2 MiB", "The file is larger than 2 MiB"),
        new("请分成几个文件分别导入", "Split it into several files"));
}
