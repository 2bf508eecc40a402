; The Windows installer: one file, a double click, no administrator.
; makensis -DVERSION=… -DVERSION_NUMBERS=… -DFROZEN=folder -DOUTPUT=file -DSIZE_KB=… vendorclient.nsi
; Silent: /S. The office's server beforehand: /SERVER=https://… . Uninstall with the data: /PURGE.
Unicode true
Target amd64-unicode
RequestExecutionLevel user
!ifdef QUICK ; for trials of the script
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define PRODUCT "VendorClient"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define AUTOPLAY "Software\Microsoft\Windows\CurrentVersion\Explorer\AutoplayHandlers"
!define PROGRAM "vendorclientw.exe"

Name "$(NAME)"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDirRegKey HKCU "Software\${PRODUCT}" "Folder"
BrandingText "${PRODUCT} ${VERSION}"

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Evidence of in-house production"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "..\icons\vendorclient.ico"
!define MUI_UNICON "..\icons\vendorclient.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\${PRODUCT}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"

!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Korean"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString NAME ${LANG_KOREAN} "직접생산 증빙"
LangString NAME ${LANG_ENGLISH} "VendorClient"
LangString OPEN_NOW ${LANG_KOREAN} "지금 열기"
LangString OPEN_NOW ${LANG_ENGLISH} "Open now"
LangString TAKE_IN ${LANG_KOREAN} "사진 가져오기"
LangString TAKE_IN ${LANG_ENGLISH} "Import photos"
LangString STILL_OPEN ${LANG_KOREAN} "프로그램이 열려 있습니다. 창을 닫은 뒤 다시 눌러 주십시오. 보내던 것은 다시 열면 이어서 보냅니다."
LangString STILL_OPEN ${LANG_ENGLISH} "The program is open. Please close its window and press again. What was being sent goes on when it is opened again."
LangString PURGE ${LANG_KOREAN} "가져온 사진과 계약 자료도 지우시겠습니까? 아직 보내지 않은 것은 되살릴 수 없습니다."
LangString PURGE ${LANG_ENGLISH} "Delete the imported photos and contracts too? What has not been sent cannot be brought back."

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

; A program that runs holds its file: try to open it for writing.
!macro WAIT_FOR_CLOSED
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    StrCpy $1 0
    try_again:
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      ; An update starts us silently while the old program is still closing: half a minute.
      ${If} ${Silent}
      ${AndIf} $1 < 60
        IntOp $1 $1 + 1
        Sleep 500
        Goto try_again
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(STILL_OPEN)" /SD IDCANCEL IDRETRY try_again
      SetErrorLevel 3
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "program"
  !insertmacro WAIT_FOR_CLOSED
  ; In place: what an older version brought and this one does not is taken away first.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FROZEN}\*.*"
  File "..\icons\vendorclient.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortCut "$SMPROGRAMS\$(NAME).lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\vendorclient.ico"
  WriteRegStr HKCU "Software\${PRODUCT}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\${PRODUCT}" "Shortcut" "$SMPROGRAMS\$(NAME).lnk"
  WriteRegStr HKCU "Software\${PRODUCT}" "Version" "${VERSION}"
  Call KeepServer
  Call OfferAutoplay

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\vendorclient.ico"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The vendorclient authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  ; After an update the program opens again by itself.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/RUN" $1
  ${IfNot} ${Errors}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
SectionEnd

; The office's server, given on the command line, waits beside the data folder. An address holds
; slashes, at which GetOptions would end it: so it is looked for by hand, up to the next blank.
Function KeepServer
  ${GetParameters} $0
  StrCpy $1 ""
  StrCpy $2 0
  look:
    StrCpy $3 $0 8 $2
    StrCmp $3 "" known
    StrCmp $3 "/SERVER=" found
    IntOp $2 $2 + 1
    Goto look
  found:
    IntOp $2 $2 + 8
    StrCpy $1 $0 "" $2
    StrCpy $2 0
  cut:
    StrCpy $3 $1 1 $2
    StrCmp $3 "" known
    StrCmp $3 " " blank
    IntOp $2 $2 + 1
    Goto cut
  blank:
    StrCpy $1 $1 $2
  known:
  ${If} $1 != ""
    CreateDirectory "$LOCALAPPDATA\vendorclient-preset"
    FileOpen $2 "$LOCALAPPDATA\vendorclient-preset\server.txt" w
    FileWriteUTF16LE /BOM $2 "$1"
    FileClose $2
  ${EndIf}
FunctionEnd

; "사진 가져오기" in the list that Windows shows when a card is plugged in.
Function OfferAutoplay
  WriteRegStr HKCU "${AUTOPLAY}\Handlers\${PRODUCT}" "Action" "$(TAKE_IN)"
  WriteRegStr HKCU "${AUTOPLAY}\Handlers\${PRODUCT}" "Provider" "$(NAME)"
  WriteRegStr HKCU "${AUTOPLAY}\Handlers\${PRODUCT}" "DefaultIcon" "$INSTDIR\vendorclient.ico"
  WriteRegStr HKCU "${AUTOPLAY}\Handlers\${PRODUCT}" "InvokeProgID" "${PRODUCT}.Import"
  WriteRegStr HKCU "${AUTOPLAY}\Handlers\${PRODUCT}" "InvokeVerb" "open"
  WriteRegStr HKCU "Software\Classes\${PRODUCT}.Import\shell\open\command" "" '"$INSTDIR\${PROGRAM}"'
  WriteRegStr HKCU "${AUTOPLAY}\EventHandlers\ShowPicturesOnArrival" "${PRODUCT}" ""
  WriteRegStr HKCU "${AUTOPLAY}\EventHandlers\ShowVideosOnArrival" "${PRODUCT}" ""
  WriteRegStr HKCU "${AUTOPLAY}\EventHandlers\MixedContentOnArrival" "${PRODUCT}" ""
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  !insertmacro WAIT_FOR_CLOSED
  ReadRegStr $0 HKCU "Software\${PRODUCT}" "Shortcut"
  ${If} $0 != ""
    Delete "$0"
  ${EndIf}
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\*.exe"
  Delete "$INSTDIR\vendorclient.ico"
  Delete "$INSTDIR\bcryptprimitives.dll"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${AUTOPLAY}\Handlers\${PRODUCT}"
  DeleteRegKey HKCU "Software\Classes\${PRODUCT}.Import"
  DeleteRegValue HKCU "${AUTOPLAY}\EventHandlers\ShowPicturesOnArrival" "${PRODUCT}"
  DeleteRegValue HKCU "${AUTOPLAY}\EventHandlers\ShowVideosOnArrival" "${PRODUCT}"
  DeleteRegValue HKCU "${AUTOPLAY}\EventHandlers\MixedContentOnArrival" "${PRODUCT}"
  DeleteRegKey HKCU "Software\${PRODUCT}"
  RMDir /r "$LOCALAPPDATA\vendorclient-preset"
  ; The data stays unless somebody asks for its end: /PURGE, or "yes" to the question.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    RMDir /r "$LOCALAPPDATA\vendorclient"
  ${ElseIf} ${FileExists} "$LOCALAPPDATA\vendorclient\format"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(PURGE)" /SD IDNO IDNO data_stays
    RMDir /r "$LOCALAPPDATA\vendorclient"
    data_stays:
  ${EndIf}
SectionEnd
